import { Truth } from "../exact/column.ts";
import { isOpen, Status, truthOfStatus } from "./status.ts";

// What levels are found by, as tables that loops look up.

/** What a condition adds to those seen before in a row, as bits: one that does not apply is left out. */
export const SEEN: { readonly false: 1; readonly true: 2; readonly open: 4 } = { false: 1, true: 2, open: 4 };
export const CODES: readonly number[] = Array.from({ length: 8 }, (_, code) => code);
export const SEEN_BY_TRUTH: readonly number[] = CODES.map((truth) =>
  truth === Truth.false ? SEEN.false : truth === Truth.true ? SEEN.true : truth === Truth.notApplicable ? 0 : SEEN.open,
);
export const TRUTH_OF_STATUS: readonly number[] = CODES.map(truthOfStatus);
export const SEEN_BY_STATUS: readonly number[] = TRUTH_OF_STATUS.map((truth) => SEEN_BY_TRUTH[truth] ?? SEEN.open);
/** What a mandatory node adds that is not met; others are out of the question. */
export const LACKING: readonly number[] = CODES.map((status) =>
  status === Status.notMet ? SEEN.false : isOpen(status) ? SEEN.open : 0,
);
/** What a disqualifier adds: a ward that it holds for is not spared. */
export const SEEN_BY_DISQUALIFIER: readonly number[] = CODES.map((truth) =>
  truth === Truth.true ? SEEN.false : truth === Truth.false || truth === Truth.notApplicable ? SEEN.true : SEEN.open,
);
/** All must hold, and at least one must be there. */
export const TRUTH_OF_SEEN: readonly number[] = CODES.map((seen) =>
  (seen & SEEN.false) !== 0 ? Truth.false : seen === SEEN.true ? Truth.true : Truth.missing,
);
