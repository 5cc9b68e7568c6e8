import type { Language } from "../text.ts";

/** The comments of a first criteria file; everything else in it is the same in both languages. */
const COMMENTS = {
  vi: {
    head: "Bộ tiêu chí đầu tiên. Sửa từng phần theo văn bản của mình; mọi ngưỡng ở đây chỉ để minh họa.\n# Kiểm tra: model-ward criteria validate TỆP · chạy ví dụ: model-ward criteria test TỆP",
    id: "tên riêng của bộ tiêu chí: chữ thường, số, gạch nối, các phần cách nhau bằng /",
    provenance: "official: đã đối chiếu văn bản chính thức · secondary: nguồn thứ cấp · illustrative: minh họa",
    fields: "Số liệu phường báo cáo. Nhãn chính là tên cột trong tệp CSV hoặc Excel.",
    parameters: "Ngưỡng có tên, theo thời gian; ngưỡng mới chỉ cần thêm một dòng from.",
    criteria: "Tiêu chí và chỉ tiêu: value là cách tính, require là yêu cầu (≥ ≤ = ≠ < >).",
    levels: "Kết luận, mức cao nhất trước.",
    examples: "Ví dụ ngay dưới, đúng và ngay trên từng ngưỡng, và khi thiếu số liệu: tính tay rồi mới ghi.",
  },
  en: {
    head: "A first standard. Change it part by part after your own document; every threshold here is illustrative.\n# Check it: model-ward criteria validate FILE · run the examples: model-ward criteria test FILE",
    id: "the standard's own name: small letters, digits, hyphens, parts joined by /",
    provenance:
      "official: checked against the official text · secondary: from secondary sources · illustrative: made up",
    fields: "Figures that wards report. A label is the heading of the column in the CSV or Excel file.",
    parameters: "Thresholds with a name, over time; a new one needs only another line with from.",
    criteria: "Criteria and indicators: value is how it is computed, require what it must reach (≥ ≤ = ≠ < >).",
    levels: "The verdict, best level first.",
    examples:
      "Examples just below, at and just above each threshold, and with missing figures: work them out by hand first.",
  },
} as const;

/** A first criteria file with comments, which is valid as it is. */
export function firstStandard(language: Language): string {
  const say = COMMENTS[language];
  return `# ${say.head}
format: 1
id: my-office/model-ward # ${say.id}
version: "2026"
title: {vi: Phường kiểu mẫu – bản đầu tiên, en: Model ward – first version}
basis: {document: 00/2026/QĐ-UBND, issuer: {vi: Ủy ban nhân dân tỉnh, en: Provincial People's Committee}}
provenance: illustrative # ${say.provenance}
in_force: {from: 2026-01-01}
assesses: {unit: ward, period: {every: year}}

# ${say.fields}
fields:
  households: {label: {vi: Tổng số hộ, en: Households}, type: count, unit: {vi: hộ, en: households}, range: [1, 100000]}
  poor: {label: {vi: Số hộ nghèo, en: Poor households}, type: count, unit: {vi: hộ, en: households}, at_most: households}
  cultural_groups: {label: {vi: Tổ dân phố văn hóa, en: Cultural residential groups}, type: ratio, unit: {vi: tổ, en: groups}}
  cleaned_weekly: {label: {vi: Tổng vệ sinh hằng tuần, en: Cleaned every week}, type: boolean}

# ${say.parameters}
parameters:
  poverty_ceiling:
    title: {vi: Trần tỷ lệ hộ nghèo, en: Poverty ceiling}
    type: percent
    clause: Điều 3
    values: [{value: 1%}]

# ${say.criteria}
criteria:
  - id: TC1
    title: {vi: Giảm nghèo, en: Poverty reduction}
    clause: Điều 3
    indicators:
      - {id: "1.1", title: {vi: Tỷ lệ hộ nghèo, en: Poverty rate}, value: poor / households, require: ≤ poverty_ceiling}
  - id: TC2
    title: {vi: Văn hóa, en: Culture}
    clause: Điều 4
    indicators:
      - {id: "2.1", title: {vi: Tổ dân phố văn hóa, en: Cultural residential groups}, value: cultural_groups, require: ≥ 90%}
      - {id: "2.2", title: {vi: Tổng vệ sinh hằng tuần, en: Cleaned every week}, value: cleaned_weekly}

# ${say.levels}
levels:
  - {id: eligible, title: {vi: đủ điều kiện đề nghị, en: eligible to be proposed}, clause: Điều 5, require: {criteria: all}}

# ${say.examples}
examples:
  - {name: {vi: 10 hộ nghèo trong 1000, en: 10 poor households of 1000}, period: "2026", given: {households: 1000, poor: 10}, expect: {status: {"1.1": met}}}
  - {name: {vi: 11 hộ nghèo trong 1000, en: 11 poor households of 1000}, period: "2026", given: {households: 1000, poor: 11}, expect: {status: {"1.1": not_met}}}
  - {name: {vi: thiếu số hộ nghèo, en: poor households missing}, period: "2026", given: {households: 1000}, expect: {status: {"1.1": unknown}}}
  - {name: {vi: 9/10 tổ, en: 9 of 10 groups}, period: "2026", given: {cultural_groups: 9/10}, expect: {status: {"2.1": met}}}
  - {name: {vi: 89/100 tổ, en: 89 of 100 groups}, period: "2026", given: {cultural_groups: 89/100}, expect: {status: {"2.1": not_met}}}
  - {name: {vi: đạt cả hai tiêu chí, en: both criteria met}, period: "2026", given: {households: 1000, poor: 10, cultural_groups: 9/10, cleaned_weekly: Có}, expect: {level: eligible}}
`;
}
