import { Truth } from "../exact/column.ts";

/**
 * Status codes of a node in a row. `perhaps` is unknown and may yet turn out not to apply; it is shown as unknown.
 * `waivedPerhaps` is waived in that case: it counts as met, or does not apply.
 */
export const Status = {
  met: 0,
  notMet: 1,
  unknown: 2,
  perhaps: 3,
  notApplicable: 4,
  waived: 5,
  scored: 6,
  waivedPerhaps: 7,
} as const;
export type Status = (typeof Status)[keyof typeof Status];

/** The words of the result for each status code. */
const NAMES = ["met", "not_met", "unknown", "unknown", "not_applicable", "waived", "scored", "waived"] as const;
export type StatusName = (typeof NAMES)[number];

export const STATUS_NAMES: readonly StatusName[] = ["met", "not_met", "unknown", "not_applicable", "waived", "scored"];

export const statusName = (status: number): StatusName => NAMES[status] ?? "unknown";

/** Is it not known whether the node is met? */
export const isOpen = (status: number): boolean => status === Status.unknown || status === Status.perhaps;

/** How often each status occurs among a row's nodes. */
export type Counts = Readonly<Record<StatusName, number>>;

/** How often each status occurred, from how often each code did. */
export function countsOfCodes(counts: Iterable<number>): Counts {
  const named = emptyCounts();
  for (const [code, count] of [...counts].entries()) named[statusName(code)] += count;
  return named;
}

export function emptyCounts(): Record<StatusName, number> {
  return { met: 0, not_met: 0, unknown: 0, not_applicable: 0, waived: 0, scored: 0 };
}

/** A status as a condition: met and waived hold, not applicable leaves the condition out. */
export function truthOfStatus(status: number): Truth {
  if (status === Status.met || status === Status.waived) return Truth.true;
  if (status === Status.notMet) return Truth.false;
  return status === Status.notApplicable ? Truth.notApplicable : Truth.missing;
}

/** The status that a test gives whose truth has such a code: unknown where there is none. */
export const STATUS_OF_TRUTH: readonly number[] = Array.from({ length: 8 }, (_, truth) =>
  truth === Truth.true ? Status.met : truth === Truth.false ? Status.notMet : Status.unknown,
);
