import { nodesOf, type Standard } from "../criteria/model.ts";
import type { AppraisedNode, AppraisedWard, Result, WardResult } from "../engine/result.ts";
import { formatDay } from "../exact/day.ts";
import { fraction } from "../exact/fraction.ts";
import type { CellValue, Column } from "./csv-column.ts";

/** What the wards had assessed themselves, and what was decided of them; no columns when there is neither. */
export function appraisalColumns(
  standard: Standard,
  { appraisal, decisions }: Pick<Result, "appraisal" | "decisions">,
): Column[] {
  const keyOf = ({ ward, period }: { readonly ward: string; readonly period: string }) => `${ward} ${period}`;
  const columns: Column[] = [];
  if (appraisal !== null) {
    const wards = new Map(appraisal.wards.map((ward) => [keyOf(ward), ward]));
    const of = (title: string, pick: (ward: AppraisedWard) => CellValue): Column => ({
      title,
      cell: (ward: WardResult) => {
        const found = wards.get(keyOf(ward));
        return found === undefined ? null : pick(found);
      },
    });
    const count = (which: "kept" | "changed" | "rejected") =>
      of(`appraisal.${which}`, ({ counts }) => fraction(BigInt(counts[which])));
    columns.push(
      of("self.level", ({ self }) => self?.level ?? null),
      of("self.score_low", ({ self }) => self?.score?.low ?? null),
      of("self.score_high", ({ self }) => self?.score?.high ?? null),
      count("kept"),
      count("changed"),
      count("rejected"),
      ...nodesOf(standard.criteria).flatMap(({ id }) => nodeColumns(id, of)),
    );
  }
  if (decisions !== null) {
    const made = new Map(decisions.decisions.map((one) => [keyOf(one), one]));
    columns.push(
      { title: "decision.number", cell: (ward) => made.get(keyOf(ward))?.number ?? null },
      { title: "decision.date", cell: (ward) => dayText(made.get(keyOf(ward))?.date) },
      { title: "decision.authority", cell: (ward) => anyText(made.get(keyOf(ward))?.authority) },
      { title: "decision.outcome", cell: (ward) => anyText(made.get(keyOf(ward))?.outcome) },
    );
  }
  return columns;
}

/** The ward's own side of a node, only where it differs from the appraised one. */
function nodeColumns(id: string, of: (title: string, pick: (ward: AppraisedWard) => CellValue) => Column): Column[] {
  const node = ({ nodes }: AppraisedWard): AppraisedNode | undefined => nodes.find((one) => one.id === id);
  return [
    of(`${id}.self_status`, (ward) => node(ward)?.self.status ?? null),
    of(`${id}.self_points_low`, (ward) => node(ward)?.self.points?.low ?? null),
    of(`${id}.self_points_high`, (ward) => node(ward)?.self.points?.high ?? null),
    of(`${id}.direction`, (ward) => node(ward)?.direction ?? null),
  ];
}

const dayText = (day: number | undefined): string | null => (day === undefined ? null : formatDay(day));

/** CSV is the same in both languages: Vietnamese where there is any. */
const anyText = (text: { readonly vi?: string; readonly en?: string } | undefined): string | null =>
  text?.vi ?? text?.en ?? null;
