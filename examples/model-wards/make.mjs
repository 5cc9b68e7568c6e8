// Writes wards.csv and waivers.yaml beside itself: 34 made-up wards in three years. Always the same bytes.
// No ward of this name and code exists; codes 90001 to 90034 are made up, so that no real ward gets an invented failure.
import { writeFileSync } from "node:fs";

const YEARS = [2019, 2020, 2021];
const HEADINGS = {
  code: "Mã phường",
  name: "Tên phường",
  year: "Năm",
  class: "Loại đơn vị hành chính",
  poor: "Số hộ nghèo",
  nearPoor: "Số hộ cận nghèo",
  agenciesClean: "Cơ quan tổng vệ sinh hằng tuần",
  residentsClean: "Khu dân cư tổng vệ sinh hằng tuần",
  sorting: "Hộ dân có thùng phân loại rác",
  cultural: "Tổ dân phố văn hóa",
  model: "Tổ dân phố kiểu mẫu",
  agencies: "Cơ quan, đơn vị, doanh nghiệp văn hóa",
  incident: "Có vụ việc đột xuất về an ninh",
  complaints: "Có khiếu kiện phức tạp, kéo dài",
  schools: "Trường học kiểu mẫu",
  flowers: "Tuyến phố đặt chậu hoa",
  onTime: "Mọi thủ tục hành chính giải quyết đúng hoặc trước hạn",
  order: "Đã xây dựng xong mô hình trật tự đô thị",
  satisfaction: "Tỷ lệ người dân hài lòng",
  appraisal: "Điểm thẩm định",
  market: "Có chợ trên địa bàn",
  stalls: "Hộ kinh doanh thực phẩm tại chợ bảo đảm an toàn thực phẩm",
  ponds: "Số ao, hồ bị ô nhiễm",
  disciplined: "Có cán bộ, công chức bị kỷ luật từ cảnh cáo trở lên",
  fire: "Để xảy ra cháy, nổ gây chết người",
};

/** An ordinary ward: everything met but TC8, the bottleneck; 10/11, hence eligible. */
const ordinary = (ward, year) => ({
  class: ["III", "II", "I"][ward % 3],
  poor: 0,
  nearPoor: 0,
  agenciesClean: "Có",
  residentsClean: "Có",
  sorting: "Có",
  cultural: "8/8",
  model: "7/8",
  agencies: "21/25",
  incident: "Không",
  complaints: "Không",
  schools: "4/4",
  flowers: 3,
  onTime: "Có",
  order: "Chưa",
  satisfaction: { 2019: "86", 2020: "88,5", 2021: "91" }[year],
  appraisal: String(7 + (ward % 9) / 4).replace(".", ","),
  market: "Có",
  stalls: "8/10",
  ponds: 0,
  disciplined: "Không",
  fire: "Không",
});
/** All criteria met, and a score of exactly 90 % × 10 + 9 = 18. */
const best = { order: "Có", satisfaction: "90,0", appraisal: "9" };
/** Neither market nor ponds: 9 criteria count, and TC8 not met leaves 8/9, just below 90 %. */
const small = { market: "Không", stalls: "", ponds: "KAD" };

const always = (cells) => ({ 2019: cells, 2020: cells, 2021: cells });
const from = (cells, last) => ({ 2019: cells, 2020: cells, 2021: { ...cells, ...last } });
const SPECIAL = {
  1: always(best), // outstanding in 2021, with a score of exactly 18
  2: from(best, { appraisal: "8,99" }), // one step below: 17,99
  3: { ...always(best), 2019: { ...best, satisfaction: "84,9" } }, // three years ≥ 85 %: the first one is not
  4: { ...always(best), 2019: { ...best, satisfaction: "" } }, // a cell of 2019 decides about 2021
  5: from(best, { disciplined: "Có" }), // D1 blocks outstanding
  6: from(best, { disciplined: "" }), // D1 unknown: two levels possible
  7: from(best, { fire: "Có" }), // D2 blocks every level at 11/11
  8: { 2019: { market: "Không", stalls: "" }, 2020: small, 2021: {} }, // 9/10 is exactly 90 %, 8/9 is not, 10/11 is
  9: { 2019: {}, 2020: { order: "Có", incident: "" }, 2021: { order: "Có", complaints: "Có" } }, // TC4 is mandatory
  10: {
    2019: { cultural: "1000/1000", model: "875/1000" },
    2020: {},
    2021: { cultural: "1000/1000", model: "874/1000" },
  }, // 7/8
  11: { 2019: { poor: 1 }, 2020: {}, 2021: { nearPoor: 1 } }, // one household
  12: always({ satisfaction: "85,0" }), // the dated threshold: 80, 85, 90 %
  13: { 2019: { satisfaction: "79,9" }, 2020: { satisfaction: "84,9" }, 2021: { satisfaction: "90" } }, // a step below; at it, with fewer decimals than the column: a warning
  14: { 2019: { class: "III", flowers: 2 }, 2020: { class: "II", flowers: 2 }, 2021: { class: "I", flowers: 2 } }, // by class
  15: { 2019: {}, 2020: { class: "", order: "Có" }, 2021: { class: "" } }, // class missing: matters only in 2021
  16: { 2019: { ponds: "KAD" }, 2020: { ponds: 1 }, 2021: { ponds: "" } }, // declared not applicable; failed; may still be
  17: { 2019: { market: "" }, 2020: { market: "Không", stalls: "" }, 2021: { stalls: "0/0" } }, // applies_when, no cases
  18: { 2019: { stalls: "4/5" }, 2020: { stalls: "79/100" }, 2021: { stalls: "81/100" } }, // at, below, above 80 %
  19: from(best, { appraisal: "" }), // the score is open: two levels possible
  20: from(best, { incident: "", disciplined: "" }), // three verdicts possible
  21: always(small), // waiver that ends on the last day of 2021
  22: always(small), // waiver that begins on the last day of 2021
  23: from({}, { sorting: "" }), // waiver that hides missing data
  24: always(small), // waiver that ended a day too early
  25: always(small), // waiver that begins a day too late
  26: {}, // waiver where there is nothing to waive
  27: always({ class: "II", appraisal: "8" }), // 27 and 28 are equal: they share a rank
  28: always({ class: "II", appraisal: "8" }),
  29: from({}, { cultural: "9/9", model: "7/8" }), // the numbers of groups differ: a warning
  30: {
    2019: { cultural: "89/100", model: "90/100" },
    2020: { cultural: "9/10", model: "9/10" },
    2021: { cultural: "91/100", model: "91/100" },
  },
  31: { 2019: { agencies: "79/100" }, 2020: { agencies: "4/5" }, 2021: { agencies: "81/100" } },
  32: from({}, Object.fromEntries(Object.keys(ordinary(32, 2021)).map((key) => [key, ""]))), // an empty row
  33: { 2019: { schools: "99/100" }, 2020: { schools: "0/0" }, 2021: { schools: "100/100" } }, // 0/0 without a rule: no cell to blame
  34: { 2019: { order: "Có", satisfaction: "" }, 2020: { onTime: "Không", poor: 12 }, 2021: { poor: 2, nearPoor: "" } }, // gaps that do not matter
};

const WAIVERS = [
  ["90021", "TC8", "2021-01-01", "2021-12-31", "hides not met; ends on the very last day of the period"],
  ["90022", "TC8", "2021-12-31", "2022-12-31", "begins on the very last day of the period"],
  ["90023", "2.3", "2021-06-01", "2022-05-31", "hides missing data"],
  ["90024", "TC8", "2021-01-01", "2021-12-30", "expired: ends a day before the period does"],
  ["90025", "TC8", "2022-01-01", "2022-12-31", "not begun: begins a day after the period ends"],
  ["90026", "TC6", "2021-01-01", "2021-12-31", "hides nothing: the criterion is met"],
  ["90099", "TC8", "2021-01-01", "2021-12-31", "unknown ward"],
];

const two = (number) => String(number).padStart(2, "0");
const lines = [Object.values(HEADINGS).join(";")];
for (let ward = 1; ward <= 34; ward++)
  for (const year of YEARS) {
    const row = {
      code: `900${two(ward)}`,
      name: `Phường ${two(ward)}`,
      year,
      ...ordinary(ward, year),
      ...SPECIAL[ward]?.[year],
    };
    lines.push(
      Object.keys(HEADINGS)
        .map((key) => row[key])
        .join(";"),
    );
  }
writeFileSync(new URL("wards.csv", import.meta.url), `${lines.join("\n")}\n`);

const waivers = WAIVERS.map(
  ([ward, node, begins, until, shows]) => `  - ward: "${ward}" # ${shows}
    node: "${node}"
    reason: {vi: Đang thi công hạ tầng (bịa ra), en: Infrastructure under construction (made up)}
    approved_by: {vi: Ủy ban nhân dân thành phố (bịa ra), en: City People's Committee (made up)}
    document: 00/2021/QĐ-VD
    from: ${begins}
    until: ${until}
`,
);
writeFileSync(
  new URL("waivers.yaml", import.meta.url),
  `# Made-up waivers, written by make.mjs\nformat: 1\nwaivers:\n${waivers.join("")}`,
);
