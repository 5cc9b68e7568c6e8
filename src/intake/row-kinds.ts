import { fold, lowered } from "../fold.ts";
import type { Text } from "../text.ts";

const wordSet = (...words: readonly string[]): ReadonlySet<string> => new Set(words.map(fold));

const TOTALS = wordSet("Tổng", "Tổng số", "Tổng cộng", "Cộng", "Total");
const AVERAGES = wordSet("Bình quân", "Trung bình", "Average");
/** Begins like a total and is not quite one of the words: no ward is called so, and nobody can be sure. */
const NEARLY_TOTAL =
  /^(?:(?:tổng|cộng)\s+(?:số|cộng|chung|toàn|các|\d)|(?:tổng|cộng)[:;,]|(?:bình quân|trung bình)\s+(?:chung|toàn|các|cả)|toàn\s+(?:tỉnh|thành phố|tp|huyện|quận|thị xã|phường|xã|vùng|địa bàn)(?!\p{L})|(?:grand|sub)?\s?total(?!\p{L}))/u;
const SECTION = /^\(?(?:m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})|[a-eđ])[.)/]?\)?$/u;
const SIGNATURE =
  /^(?:(?:người|cán bộ|công chức)\s+(?:lập|tổng hợp|báo cáo|kiểm tra|ký)|lập (?:biểu|bảng)|thủ trưởng|(?:phó )?chủ tịch|kế toán|(?:phó )?giám đốc|xác nhận|nơi nhận|ký tên|\(ký|tm[.\s]|kt[.\s]|tl[.\s]|(?:[^,]{1,40},\s*)?ngày\s*[\d.…]*\s*tháng)/u;
const NOTE = /^(?:ghi chú|nguồn|lưu ý|chú thích|source|note)\s*[:.(]|^\*/u;

/** Why a row is not read as a ward. */
export type SkipReason = "total" | "average" | "section" | "signature" | "note" | "numbers" | "units";

export const SKIP_REASONS: Readonly<Record<SkipReason, Text>> = {
  total: { vi: "dòng tổng", en: "total row" },
  average: { vi: "dòng bình quân", en: "row of averages" },
  section: { vi: "dòng mục", en: "section row" },
  signature: { vi: "phần chữ ký", en: "signatures" },
  note: { vi: "ghi chú", en: "note" },
  numbers: { vi: "dòng đánh số cột", en: "row of column numbers" },
  units: { vi: "dòng đơn vị tính", en: "row of units" },
};

const wordOf = (text: string): string => fold(text).replace(/\s*[:.]+$/, "");

export const isTotal = (text: string): boolean => TOTALS.has(wordOf(text));
export const isAverage = (text: string): boolean => AVERAGES.has(wordOf(text));
export const isNearlyTotal = (text: string): boolean => NEARLY_TOTAL.test(lowered(text));
/** `I`, `II.`, `A`, `b)`: the number of a section. */
export const isSectionMark = (text: string): boolean => text !== "" && SECTION.test(lowered(text));
export const isSignature = (text: string): boolean => SIGNATURE.test(lowered(text));
export const isNote = (text: string): boolean => NOTE.test(lowered(text));

/** `(1) (2) (3)` or `1 2 3` below the header, with A and B perhaps for the first columns: the numbers of the columns. */
export function isNumberRow(cells: readonly string[], nameColumn: number | undefined): boolean {
  const filled = cells.filter((text) => text !== "");
  const numbers = filled
    .filter((text) => /^\(?\d{1,3}\)?(?:\s*=.*)?$/.test(text))
    .map((text) => Number(/\d+/.exec(text)?.[0]));
  const letters = filled.filter((text) => /^\(?[a-d]\)?$/i.test(text));
  if (numbers.length < 2 || numbers.length + letters.length !== filled.length) return false;
  const inOrder = numbers.every((number, place) => place === 0 || number === (numbers[place - 1] ?? 0) + 1);
  const bracketed = filled.every((text) => text.startsWith("("));
  const name = nameColumn === undefined ? "" : (cells[nameColumn] ?? "");
  return inOrder && (numbers[0] ?? 0) <= 2 && (bracketed || name !== "");
}
