/** So much of the title rows is looked at. */
const LOOK_AT = 2_000;
/** What is no year of the figures: dates (blank ones too), numbers of documents; and remarks in brackets. */
const REMARK = /\([^()]*\)/gu;
const otherYears = (): readonly RegExp[] => [
  /ngày[ \d.…_]*tháng[ \d.…_]*năm \d{4}/giu,
  /\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/gu,
  /\d{1,6}\/(?:\d{4}\/)?\p{Lu}[\p{Lu}\d-]{0,20}/gu,
];
/** Words of lines whose year is that of a document, a plan, a comparison or a stretch of several years. */
const hasOtherPurpose = (text: string): boolean =>
  /(?<!\p{L})(?:(?<!pháp )luật|pháp lệnh|nghị quyết|nghị định|thông tư|quyết định|chỉ thị|công văn|kế hoạch|phê duyệt|dự toán|chỉ tiêu năm|mục tiêu|dự kiến|phấn đấu|phương hướng|nhiệm vụ|tầm nhìn|so với|trước năm|từ năm|từ ngày|đến (?:hết )?năm|giai đoạn|niên độ)(?!\p{L})/iu.test(
    text,
  );
const meansPartOfYear = (text: string): boolean =>
  /(?<!\p{L})(?:tháng|quý|học kỳ|nửa|đầu năm|giữa năm|cuối năm|bán niên|sơ kết|đợt|kỳ (?:[ivx]+|\d)|\d{1,2}t|q[1-4]|ước thực hiện)(?!\p{L})/iu.test(
    text,
  );
const SEVERAL_YEARS = /\d{4}\s?[-–—/]\s?(?:năm )?\d{4}/u;

/**
 * The year that title rows name once as "năm 2020", outside dates, document numbers and plans, and the row of it.
 * @returns undefined when there is none, when there are several, or when only a part of a year is meant
 */
export function yearInTitles(titles: readonly string[]): { readonly year: string; readonly place: number } | undefined {
  const years = new Map<string, number>();
  for (const [place, title] of titles.entries()) {
    const text = title.slice(0, LOOK_AT).normalize("NFC").replace(/\s+/g, " ");
    const dated = otherYears().reduce((left, pattern) => left.replace(pattern, " "), text);
    // A part of a year is meant wherever it is said: in brackets, or in a row of its own.
    if (meansPartOfYear(dated)) return undefined;
    const rest = dated.replace(REMARK, " ");
    const found = [...rest.matchAll(/(?<!\p{L})năm ((?:19|20)\d\d)(?!\d)/giu)].map(([, year = ""]) => year);
    if (found.length === 0) continue;
    if (SEVERAL_YEARS.test(rest)) return undefined;
    if (!hasOtherPurpose(rest)) for (const year of found) years.set(year, place);
  }
  const [only] = years;
  return only === undefined || years.size > 1 ? undefined : { year: only[0], place: only[1] };
}
