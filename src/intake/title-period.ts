/** Years that belong to something else: dates, documents, parts of years, plans, comparisons. */
const OTHER_YEARS = [
  /(?:ngày\s+[\d.…]+\s*,?\s*)?tháng\s+[\d.…]+\s*,?\s*năm\s+\d{4}/giu,
  /\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/gu,
  /(?:quyết định|nghị quyết|nghị định|thông tư|chỉ thị|công văn|kế hoạch|hướng dẫn|luật|pháp lệnh|văn bản|báo cáo)(?:\s+\p{L}+){0,3}?\s+(?:số\s*)?\d[\p{L}\d/.-]*\s+năm\s+\d{4}/giu,
  /(?:số\s*:?\s*)?\d+\/(?:\d{4}\/)?\p{Lu}[\p{Lu}\d-]*/gu,
  /giai đoạn\s+(?:năm\s+)?\d{4}\s*[-–—]\s*(?:năm\s+)?\d{4}/giu,
];
const PART_OF_YEAR = /(?:tháng|quý|học kỳ|kỳ|vụ)\s+(?:đầu|cuối|[ivx\d]+)(?:\s+\p{L}+){0,2}\s+năm\s+\d{4}/iu;
const OTHER_PURPOSE =
  /(?:so với|cùng kỳ|kế hoạch|mục tiêu|dự kiến|đến hết|phấn đấu|phương hướng|nhiệm vụ)(?:\s+\p{L}+){0,3}\s+năm\s+\d{4}/iu;

/**
 * The year that title rows name once as "năm 2020", outside dates, document numbers and plans.
 * @returns undefined when there is none, when there are several, or when only a part of a year is meant
 */
export function yearInTitles(titles: readonly string[]): string | undefined {
  const text = titles.join("\n").normalize("NFC");
  const rest = OTHER_YEARS.reduce((left, pattern) => left.replace(pattern, " "), text);
  if (PART_OF_YEAR.test(rest) || OTHER_PURPOSE.test(rest)) return undefined;
  const years = new Set([...rest.matchAll(/(?<!\p{L})năm\s+((?:19|20)\d\d)(?!\d)/giu)].map(([, year]) => year));
  const [year] = years;
  return years.size === 1 ? year : undefined;
}
