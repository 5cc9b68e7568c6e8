import type { Standard } from "../../criteria/model.ts";
import { isIllustrative } from "../../criteria/provenance.ts";
import type { SavedWards } from "../../engine/judge-saved.ts";
import type { CellResult, Result, WardResult } from "../../engine/result.ts";
import type { StatusName } from "../../engine/status.ts";
import type { Fraction } from "../../exact/fraction.ts";
import type { SavedCell, SavedFrame, SavedOrigin, SavedValue, SavedWard } from "../../intake/saved-result.ts";
import type { Language } from "../../text.ts";
import { savedCell } from "../saved.ts";
import { savedFrame } from "../saved-frame.ts";

/** What the page knows of a cell beside its value and place; most cells have nothing of it. */
type Rest = Pick<SavedCell, "self" | "rejected" | "period"> & Pick<SavedOrigin, "number" | "answer" | "total">;

/**
 * A cell in few letters: the field's place in `fields`; 0 missing, 1 present, 2 not applicable; the value; and where it
 * stood: file, line, column, raw text. Without a place it ends after the value.
 */
export type PageCell =
  | readonly [field: number, state: number, value?: SavedValue]
  | readonly [
      field: number,
      state: number,
      value: SavedValue,
      file: number,
      line: number,
      column: number,
      text: string,
      rest?: Rest,
    ];

/** A ward: code, name, province, period, the verdict that was reported, its cells. */
export type PageWard = readonly [
  ward: string,
  name: string,
  province: string,
  period: string,
  verdict: string,
  cells: readonly PageCell[],
];

/** Everything that an HTML report shows, without the verdicts: the page judges by the same engine, and compares. */
export interface PageData {
  readonly language: Language;
  readonly frame: Omit<SavedFrame, "appraisal">;
  /** nothing in the standard was taken as better than illustrative, whatever its text says */
  readonly isIllustrative: boolean;
  readonly isAppraised: boolean;
  /** the wards stand in an order that was asked for */
  readonly isSorted: boolean;
  readonly fields: readonly string[];
  readonly wards: readonly PageWard[];
}

const STATES = ["missing", "present", "not_applicable"] as const;

/** Puts a result into the data of its page. */
export function pageData(
  standard: Standard,
  result: Result,
  wards: readonly WardResult[],
  { language, top, isSorted }: { language: Language; top: number | undefined; isSorted: boolean },
): PageData {
  const { appraisal, ...frame } = savedFrame(standard, result, top);
  const fields = [...standard.fields.keys()];
  const places = new Map(fields.map((field, place) => [field, place]));
  const judged = new Set(wards.map((ward) => `${ward.ward} ${ward.period}`));
  const cellsOf = ({ ward, cells }: WardResult): PageCell[] =>
    cells
      // An earlier row that is reported itself brings its own cells.
      .filter(({ period }) => period === null || !judged.has(`${ward} ${period}`))
      .map((cell) => pageCell(cell, standard, places));
  return {
    language,
    frame,
    isIllustrative: isIllustrative(standard),
    isAppraised: appraisal !== undefined,
    isSorted,
    fields,
    wards: wards.map((ward) => [ward.ward, ward.name, ward.province, ward.period, verdictText(ward), cellsOf(ward)]),
  };
}

function pageCell(cell: CellResult, { fields }: Standard, places: ReadonlyMap<string, number>): PageCell {
  const { field, state, value = 0, origin, ...more } = savedCell(cell, fields);
  const [place, code] = [places.get(field) ?? -1, STATES.indexOf(state)];
  const { file = 0, line = 0, column = 0, text = "", earlier: _, ...kind } = origin ?? {};
  const rest: Rest = { ...more, ...kind };
  const isPlain = Object.keys(rest).length === 0;
  if (origin === null && isPlain) return state === "present" ? [place, code, value] : [place, code];
  return isPlain
    ? [place, code, value, file, line, column, text]
    : [place, code, value, file, line, column, text, rest];
}

/** What the page judges its wards from. */
export function savedFromPage({ frame, isAppraised, fields, wards }: PageData): SavedWards {
  return {
    ...frame,
    ...(isAppraised && { appraisal: true }),
    wards: wards.map(
      ([ward, name, province, period, , cells]): SavedWards["wards"][number] & Pick<SavedWard, "ward"> => ({
        ward,
        name,
        province,
        period,
        cells: cells.map((cell) => cellFromPage(cell, fields)),
      }),
    ),
  };
}

function cellFromPage(cell: PageCell, fields: readonly string[]): SavedCell {
  const [place, code, value, file, line, column, text, rest = {}] = cell;
  const { self, rejected, period, ...kind } = rest;
  const state = STATES[code] ?? "missing";
  const hasOrigin = file !== undefined && line !== undefined && column !== undefined && text !== undefined;
  return {
    field: fields[place] ?? "",
    ...(period !== undefined && { period }),
    state,
    ...(state === "present" && value !== undefined && { value }),
    origin:
      hasOrigin && line > 0
        ? { ...(period !== undefined && { earlier: period }), file, line, column, text, ...kind }
        : null,
    ...(self !== undefined && { self }),
    ...(rejected !== undefined && { rejected }),
  };
}

const LETTERS: Readonly<Record<StatusName, string>> = {
  met: "m",
  not_met: "n",
  unknown: "u",
  not_applicable: "a",
  waived: "w",
  scored: "s",
};

/** A whole verdict in one line, exact: two that are alike to a letter are the same verdict. */
export function verdictText({ level, possibleLevels, levelWithoutWaivers, score, nodes }: WardResult): string {
  const exact = ({ n, d }: Fraction) => `${n}/${d}`;
  const scores = score === null ? "-" : `${exact(score.low)} ${exact(score.high)}`;
  const points = nodes.flatMap(({ points: one }) => (one === null ? [] : `${exact(one.low)} ${exact(one.high)}`));
  return [
    level ?? "-",
    possibleLevels.join(" "),
    levelWithoutWaivers ?? "-",
    scores,
    nodes.map(({ status }) => LETTERS[status]).join(""),
    points.join(" "),
  ].join(";");
}
