import { fold, lowered } from "../fold.ts";
import { type Problem, problem } from "../problem.ts";
import { cleaned } from "./cells.ts";
import { columnsOf, type Layout } from "./columns.ts";
import type { Header, KnownHeadings } from "./dialect.ts";

/** So many rows above the header may group its columns. */
const GROUPS_ABOVE = 3;
/** What stands at the head of every official paper, over any column. */
const LETTERHEAD =
  /^(?:cộng hòa xã hội|cộng hoà xã hội|độc lập|ủy ban|uỷ ban|ubnd|hội đồng|sở |phòng |mẫu số|biểu |phụ lục|bảng |số:|báo cáo|tổng hợp|thống kê|danh sách)/u;
const UNIT = /(?:đơn vị tính|đvt)\s?:\s?(.{1,60})$/iu;
const MONEY = /(?:đồng|vnd|vnđ|usd)/iu;
const isScale = (text: string): boolean => /^(?:trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?!\p{L})/iu.test(text);

interface Filled {
  readonly text: string;
  readonly column: number;
}

/**
 * What stands above the header: titles are noted, rows of groups warned of, for they may change what the names mean;
 * another table, or another unit of money than the fields have, is refused.
 */
export function aboveHeader(
  file: string,
  header: Header,
  records: readonly (readonly string[])[],
  layout: Layout,
  known: KnownHeadings,
): Problem[] {
  const problems: Problem[] = [];
  for (const [place, record] of records.slice(0, header.place).entries()) {
    const filled = record.flatMap((cell, column): Filled[] => {
      const text = cleaned(cell.slice(0, 1000));
      return text === "" ? [] : [{ text, column }];
    });
    if (filled.length === 0) continue;
    const at = { file, line: place + 1 };
    const seen = filled.map(({ text }) => text).join(" | ");
    if (isTable(filled, layout, known)) problems.push(problem("data/two-tables", { seen }, at));
    else if (header.place - place <= GROUPS_ABOVE && isGroup(filled, layout))
      problems.push(problem("data/group-row", { seen }, at));
    else problems.push(problem("data/title-row", { seen }, at));
    const unit = UNIT.exec(seen)?.[1];
    if (unit !== undefined) problems.push(...unitProblems(unit, layout, at));
  }
  if (header.rows === 2) {
    const names = header.headings.map(({ text }) => text).filter((text) => text.includes(" – "));
    const seen = names.slice(0, 6).join(" | ");
    problems.push(problem("data/merged-header", { seen }, { file, line: header.place + 1 }));
  }
  return problems;
}

/** A header of its own, or a ward. */
function isTable(filled: readonly Filled[], { builtIn }: Layout, known: KnownHeadings): boolean {
  const targets = filled.flatMap(({ text }) => (text.length > 300 ? [] : (known.get(fold(text)) ?? [])));
  const decides = targets.some((target) => "field" in target || target.column === "ward" || target.column === "name");
  if (targets.length >= 2 && decides) return true;
  return filled.length > 1 && filled.some(({ text, column }) => column === builtIn.get("ward") && /^\d{5}$/.test(text));
}

/** Does a cell stand over a field's column, itself or as a merged cell that reaches to the right? */
function isGroup(filled: readonly Filled[], { fields }: Layout): boolean {
  const columns = new Set([...fields.values()].flatMap(columnsOf));
  return filled.some(({ text, column }, index) => {
    const end = filled[index + 1]?.column ?? column + 1;
    const reach = Array.from({ length: Math.min(end - column, 200) }, (_, step) => column + step);
    return column > 0 && !LETTERHEAD.test(lowered(text)) && !UNIT.test(text) && reach.some((one) => columns.has(one));
  });
}

/** A unit of money for the whole table must be that of every field in money; thousands of anything must be some field's. */
function unitProblems(unit: string, { fields }: Layout, at: NonNullable<Problem["at"]>): Problem[] {
  const named = unit.split(/[,;/]/).map((part) => part.trim());
  const units = [...fields.values()]
    .map(({ field }) => field.unit?.vi ?? field.unit?.en ?? "")
    .filter((one) => one !== "");
  const isUnit = (part: string) => units.some((one) => fold(one) === fold(part));
  const money = units.find((one) => MONEY.test(one) && !named.some((part) => fold(part) === fold(one)));
  if (MONEY.test(unit) && money !== undefined) return [problem("data/title-unit", { seen: unit, unit: money }, at)];
  const scaled = named.find((part) => isScale(part) && !MONEY.test(part) && !isUnit(part));
  return scaled === undefined ? [] : [problem("data/title-unit", { seen: scaled, unit: units.join(", ") }, at)];
}
