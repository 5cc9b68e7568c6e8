import { letterOf } from "../column-letters.ts";
import type { InspectedColumn, InspectedFile, InspectedRow, Inspection } from "../intake/inspect.ts";
import { type LabelCode, placeOf, say, sayProblem } from "../messages/say.ts";
import type { Severity } from "../problem.ts";
import { inLanguage, type Language } from "../text.ts";
import type { Block, Document, DocumentCell } from "./document.ts";

const MOST_LISTED = 20;
const MOST_COLUMNS = 200;
const LONGEST = 30;
const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];

/** What was seen in one column. */
interface Seen {
  filled: number;
  missing: number;
  refused: number;
  example: string;
}

/** What was understood of ward files, for people: how they are cut, what each column holds, what was left out, problems. */
export function inspectionDocument(inspection: Inspection, language: Language, mostProblems: number): Document {
  const word = (code: LabelCode, args: Readonly<Record<string, string | number>> = {}) => say(language, code, args);
  return [
    ...inspection.files.flatMap((file) => fileBlocks(file, language, word)),
    ...problemBlocks(inspection, language, mostProblems, word),
  ];
}

type Word = (code: LabelCode, args?: Readonly<Record<string, string | number>>) => string;

function fileBlocks(file: InspectedFile, language: Language, word: Word): Block[] {
  const blocks: Block[] = [{ is: "heading", text: file.name }];
  if (file.encoding === null) return [...blocks, { is: "paragraph", text: word("inspect/unread") }];
  const { header } = file;
  const bytes =
    file.encoding === "draft"
      ? word("inspect/draft")
      : file.encoding === "xlsx"
        ? word("inspect/workbook", { sheet: file.sheet ?? "–" })
        : word("inspect/bytes", {
            encoding: file.encoding,
            delimiter: file.delimiter === "\t" ? "TAB" : (file.delimiter ?? ""),
          });
  const cut = {
    decimal: file.decimal ?? word("inspect/no-evidence"),
    header: header?.line ?? 0,
    layout: word(file.layout === "long" ? "inspect/long" : "inspect/wide"),
  };
  const rest = header === null ? word("inspect/no-header") : word("inspect/cut", cut);
  blocks.push({ is: "paragraph", text: `${bytes} · ${rest}` });
  const seen = new Map<number, Seen>();
  const skipped: string[] = [];
  let wards = 0;
  let first: InspectedRow | undefined;
  for (const row of file.rows()) {
    first ??= row;
    if (row.is === "ward") wards++;
    if (row.is === "skipped") {
      const text = row.cells
        .map((cell) => cell.text.trim())
        .filter((cell) => cell !== "")
        .join(" | ");
      const reason = row.reason === undefined ? "" : inLanguage(row.reason, language);
      skipped.push(word("inspect/line", { line: row.line, reason, text: short(text, 60) }));
    }
    if (row.is === "ward") gather(seen, row);
  }
  if (header === null) {
    const cells = (first?.cells ?? []).map((cell) => short(cell.text)).join(" | ");
    return [...blocks, { is: "paragraph", text: word("inspect/first-row", { cells: short(cells, 200) }) }];
  }
  blocks.push(columnTable(file.columns, seen, language, word));
  const above = file.above.map(({ line, text }) =>
    word("inspect/line", { line, reason: word("inspect/above"), text: short(text, 60) }),
  );
  const left = [...above, ...skipped];
  blocks.push({ is: "paragraph", text: word("inspect/rows", { wards, left: left.length }) });
  if (left.length > 0) blocks.push({ is: "list", items: atMost(left, MOST_LISTED, word) });
  return blocks;
}

const short = (text: string, most: number = LONGEST): string => (text.length > most ? `${text.slice(0, most)}…` : text);

const atMost = (items: readonly string[], most: number, word: Word): string[] =>
  items.length <= most ? [...items] : [...items.slice(0, most), word("more-lines", { count: items.length - most })];

function gather(seen: Map<number, Seen>, { cells }: InspectedRow): void {
  for (const { column, text, read } of cells) {
    const known = seen.get(column) ?? { filled: 0, missing: 0, refused: 0, example: "" };
    seen.set(column, known);
    const isMissing = read?.cell === undefined ? text.trim() === "" : read.cell.is === "missing";
    if (read !== undefined && read.cell === undefined) known.refused++;
    else if (isMissing) known.missing++;
    else known.filled++;
    if (known.example === "" && text.trim() !== "") known.example = short(text.trim());
  }
}

function columnTable(
  columns: readonly InspectedColumn[],
  seen: ReadonlyMap<number, Seen>,
  language: Language,
  word: Word,
): Block {
  const rows = columns.slice(0, MOST_COLUMNS).map((column): DocumentCell[] => {
    const { filled, missing, refused, example } = seen.get(column.column) ?? {
      filled: 0,
      missing: 0,
      refused: 0,
      example: "",
    };
    return [
      { text: letterOf(column.column) },
      { text: column.heading },
      { text: meaningOf(column, language, word), ...(column.holds === null && { status: "unknown" as const }) },
      { text: String(filled) },
      { text: String(missing) },
      { text: String(refused), ...(refused > 0 && { status: "not_met" as const }) },
      { text: example },
    ];
  });
  return {
    is: "table",
    columns: [
      { title: word("inspect/column"), align: "left" },
      { title: word("inspect/heading"), align: "left", flexible: true },
      { title: word("inspect/holds"), align: "left", flexible: true },
      { title: word("inspect/filled"), align: "right" },
      { title: word("inspect/missing"), align: "right" },
      { title: word("inspect/refused"), align: "right" },
      { title: word("inspect/example"), align: "left", flexible: true },
    ],
    groups: [{ rows }],
  };
}

function meaningOf({ holds, field, side }: InspectedColumn, language: Language, word: Word): string {
  if (holds === null) return word("inspect/unused");
  if (holds !== "figure" || field === undefined) return word(`inspect/holds-${holds === "figure" ? "value" : holds}`);
  const label = inLanguage(field.label, language);
  const what = side === "part" || side === "whole" ? ` – ${word(`inspect/${side}`)}` : "";
  return `${label}${what} (${word(`type/${field.type}`)})`;
}

/** What the list of rows says already. */
const LISTED: ReadonlySet<string> = new Set(["data/skipped-row", "data/number-row", "data/title-row"]);

function problemBlocks({ problems: all }: Inspection, language: Language, most: number, word: Word): Block[] {
  const problems = all.filter(({ code }) => !LISTED.has(code));
  const count = (severity: Severity) => all.filter((one) => one.severity === severity).length;
  const sorted = problems.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  const items = sorted
    .slice(0, most)
    .map((one) => `${placeOf(one.at)}${word(`severity/${one.severity}`)} ${one.code}: ${sayProblem(language, one)}`);
  if (sorted.length > most) items.push(word("more-problems", { count: sorted.length - most }));
  const totals = word("inspect/problems", { errors: count("error"), warnings: count("warning"), notes: count("note") });
  const verdict = word(count("error") > 0 ? "inspect/would-refuse" : "inspect/would-judge");
  return [
    { is: "heading", text: totals },
    { is: "paragraph", text: verdict, ...(count("error") > 0 && { notice: true }) },
    ...(items.length > 0 ? [{ is: "list", items } as const] : []),
  ];
}
