import { fold, lowered } from "../fold.ts";
import type { Text } from "../text.ts";

const wordSet = (...words: readonly string[]): ReadonlySet<string> => new Set(words.map(fold));

const TOTALS = wordSet("Tổng", "Tổng số", "Tổng cộng", "Cộng", "Total");
const AVERAGES = wordSet("Bình quân", "Trung bình", "Average");
/**
 * Begins like a total, a higher unit or a remark and is none of the words: no ward is called so, and nobody can be sure.
 * @param end what ends the last word, in the language of patterns
 */
const nearlyTotal = (end: string): RegExp =>
  new RegExp(
    `^(?:${[
      "(?:tổng|cộng)\\s+(?:số|cộng|chung|toàn|các|cả|phường|xã|huyện|tỉnh|hợp|thể|\\d)",
      "(?:tổng|cộng)\\s?[:;,(/]",
      "(?:tổng|cộng)\\s+(?:[ivx]+|[a-eđ])$",
      "(?:bình quân|trung bình)(?:\\s+(?:cộng|chung|toàn|các|cả|một|phường|xã|huyện)|\\s?[/:(])",
      `(?:toàn|cả)\\s+(?:tỉnh|thành phố|tp|huyện|quận|thị xã|phường|xã|vùng|nước|địa bàn)${end}`,
      `(?:lũy kế|luỹ kế|cộng dồn|trong đó|tỷ lệ|tỉ lệ|số liệu|đơn vị tính|đvt|bq|mức|chung|kế hoạch|chỉ tiêu|thành thị|nông thôn)${end}`,
      `(?:(?:grand |sub)?total|sum|average)${end}`,
      "[-+•–]\\s",
    ].join("|")})`,
    "u",
  );
const PERHAPS = nearlyTotal("");
const SECTION = /^\(?(?:m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})|[a-eđ])[.)/]?\)?$/u;
const SIGNATURE =
  /^(?:(?:người|cán bộ|công chức)\s+(?:lập|tổng hợp|báo cáo|kiểm tra|ký)|lập (?:biểu|bảng)|thủ trưởng|(?:phó )?chủ tịch|kế toán|(?:phó )?giám đốc|xác nhận|nơi nhận|ký tên|\(ký|tm[.\s]|kt[.\s]|tl[.\s]|(?:[^,]{1,40},\s*)?ngày\s*[\d.…]*\s*tháng)/u;
const NOTE = /^(?:ghi chú|nguồn|lưu ý|chú thích|source|note)\s*[:.(]|^\*/u;

/** Why a row is not read as a ward. */
export type SkipReason = "total" | "average" | "section" | "signature" | "note" | "numbers" | "units" | "header";

export const SKIP_REASONS: Readonly<Record<SkipReason, Text>> = {
  total: { vi: "dòng tổng", en: "total row" },
  average: { vi: "dòng bình quân", en: "row of averages" },
  section: { vi: "dòng mục", en: "section row" },
  signature: { vi: "phần chữ ký", en: "signatures" },
  note: { vi: "ghi chú", en: "note" },
  numbers: { vi: "dòng đánh số cột", en: "row of column numbers" },
  units: { vi: "dòng đơn vị tính", en: "row of units" },
  header: { vi: "dòng tiêu đề lặp lại", en: "header repeated" },
};

/** So much of a cell tells what kind of row it is. */
const begin = (text: string): string => text.slice(0, 100);

const wordOf = (text: string): string => fold(begin(text)).replace(/\s*[:.]+$/, "");

export const isTotal = (text: string): boolean => TOTALS.has(wordOf(text));
export const isAverage = (text: string): boolean => AVERAGES.has(wordOf(text));
/** A part of a district or a group of wards; among units that are no wards it may be one of them. */
export const isArea = (text: string): boolean => /^(?:khối|khu vực|vùng|cụm)(?!\p{L})/u.test(lowered(begin(text)));
export function isNearlyTotal(text: string): boolean {
  const words = lowered(begin(text));
  // What no letter follows, a pattern of all letters tells, which takes a while to be made.
  return PERHAPS.test(words) && nearlyTotal("(?!\\p{L})").test(words);
}
/** `I`, `II.`, `A`, `b)`: the number of a section. */
export const isSectionMark = (text: string): boolean => text !== "" && SECTION.test(lowered(begin(text)));
export const isSignature = (text: string): boolean => SIGNATURE.test(lowered(begin(text)));
export const isNote = (text: string): boolean => NOTE.test(lowered(begin(text)));

/** The label of a row of units. */
export const isUnitLabel = (text: string): boolean =>
  /^(?:đơn vị tính|đvt|đơn vị|unit)\s*:?$/u.test(lowered(begin(text)));

/**
 * `(1) (2) (3)` or `1 2 3` below the header, with A and B perhaps for the first columns: the numbers of the columns.
 * Without brackets they may also be a ward of that name, which only a column of codes tells apart.
 */
export function numberRow(cells: readonly string[], hasCodes: boolean): "yes" | "no" | "perhaps" {
  const filled = cells.filter((text) => text !== "");
  const numbers = filled
    .filter((text) => /^\(?\d{1,3}\)?(?:\s*=.*)?$/.test(text))
    .map((text) => Number(/\d+/.exec(text)?.[0]));
  const letters = filled.filter((text) => /^\(?[a-d]\)?$/i.test(text));
  if (numbers.length < 2 || numbers.length + letters.length !== filled.length) return "no";
  const inOrder = numbers.every((number, place) => place === 0 || number === (numbers[place - 1] ?? 0) + 1);
  if (!inOrder || (numbers[0] ?? 0) > 2) return "no";
  return hasCodes || filled.every((text) => text.startsWith("(")) ? "yes" : "perhaps";
}
