import { State } from "./column.ts";
import { loopsFor } from "./column-loops.ts";
import { isSafe } from "./whole.ts";

// Loops that tell by numbers and states what is the case in each row.

/** Where the cases of rows go: the status of each, and each row's case and status. */
export interface CaseColumns {
  readonly caseStatuses: Uint8Array;
  readonly codes: Uint16Array;
  readonly statuses: Uint8Array;
}

/** A status that no case has had so far. */
export const NEW_CASE = 0xff;

/**
 * Notes the case of each row by the state of its number and by whether this reaches an edge.
 * @param cases by twice the state, and one more where the edge is reached
 * @returns the bits that occur in any status
 */
export function edgeCases(
  numerator: Float64Array,
  state: Uint8Array,
  edge: number,
  cases: Uint16Array,
  { caseStatuses, codes, statuses }: CaseColumns,
  rows: number,
): number {
  const loops = loopsFor(numerator, state, cases, caseStatuses, codes, statuses);
  if (loops !== undefined)
    return loops.edgeCases(
      numerator.byteOffset,
      state.byteOffset,
      edge,
      cases.byteOffset,
      caseStatuses.byteOffset,
      codes.byteOffset,
      statuses.byteOffset,
      rows,
    );
  let seen = 0;
  for (let row = 0; row < rows; row++) {
    const code = cases[((state[row] ?? 0) << 1) | Number((numerator[row] ?? 0) >= edge)] ?? 0;
    const status = caseStatuses[code] ?? NEW_CASE;
    codes[row] = code;
    statuses[row] = status;
    seen |= status;
  }
  return seen;
}

/** A number in each row, all over one denominator. */
export interface Numbers {
  readonly numerator: Float64Array;
  readonly state: Uint8Array;
}

/**
 * The same for quotients, cross-multiplied: what is over times `toLeft` less what is under times `toRight`, against `least`.
 * @returns the bits that occur in any status; -1 when a number is negative below or outgrows what is exact
 */
export function quotientCases(
  over: Numbers,
  under: Numbers,
  { toLeft, toRight, least }: { readonly toLeft: number; readonly toRight: number; readonly least: number },
  cases: Uint16Array,
  { caseStatuses, codes, statuses }: CaseColumns,
  rows: number,
): number {
  const loops = loopsFor(over.numerator, over.state, under.numerator, under.state, cases, caseStatuses);
  if (loops !== undefined && loops === loopsFor(cases, codes, statuses))
    return loops.quotientCases(
      over.numerator.byteOffset,
      over.state.byteOffset,
      under.numerator.byteOffset,
      under.state.byteOffset,
      toLeft,
      toRight,
      least,
      cases.byteOffset,
      caseStatuses.byteOffset,
      codes.byteOffset,
      statuses.byteOffset,
      rows,
    );
  let seen = 0;
  for (let row = 0; row < rows; row++) {
    const n = over.numerator[row] ?? 0;
    const d = under.numerator[row] ?? 0;
    const left = n * toLeft;
    const right = d * toRight;
    if (d < 0 || !isSafe(left) || !isSafe(right)) return -1;
    let state = Math.max(over.state[row] ?? 0, under.state[row] ?? 0);
    if (d === 0 && state === State.present) state = n === 0 ? State.noCases : State.dividedByZero;
    const code = cases[(state << 1) | Number(left - right >= least)] ?? 0;
    const status = caseStatuses[code] ?? NEW_CASE;
    codes[row] = code;
    statuses[row] = status;
    seen |= status;
  }
  return seen;
}

/** The states of a leaf's registers. */
export interface StateColumns {
  readonly applies: Uint8Array;
  readonly test: Uint8Array;
  readonly value: Uint8Array;
  readonly points: Uint8Array;
}

/** The code of a case of register states: three bits each, from points up to what applies. */
export const caseOf = (applies: number, test: number, value: number, points: number): number =>
  (applies << 9) | (test << 6) | (value << 3) | points;

/** Notes the case of each row by its states; gives the bits that occur in any status. */
export function stateCases(
  { applies, test, value, points }: StateColumns,
  { caseStatuses, codes, statuses }: CaseColumns,
  rows: number,
): number {
  const loops = loopsFor(applies, test, value, points, caseStatuses, codes);
  if (loops !== undefined && loops === loopsFor(codes, statuses, statuses))
    return loops.stateCases(
      applies.byteOffset,
      test.byteOffset,
      value.byteOffset,
      points.byteOffset,
      caseStatuses.byteOffset,
      codes.byteOffset,
      statuses.byteOffset,
      rows,
    );
  let seen = 0;
  for (let row = 0; row < rows; row++) {
    const code = caseOf(applies[row] ?? 0, test[row] ?? 0, value[row] ?? 0, points[row] ?? 0);
    const status = caseStatuses[code] ?? NEW_CASE;
    codes[row] = code;
    statuses[row] = status;
    seen |= status;
  }
  return seen;
}

/** The first row, from `first` on, whose number is there and not within bounds; as many as there are rows when none is. */
export function firstOutside(
  { numerator, state }: Numbers,
  least: number,
  most: number,
  first: number,
  rows: number,
): number {
  const loops = loopsFor(numerator, state, state);
  if (loops !== undefined) return loops.firstOutside(numerator.byteOffset, state.byteOffset, least, most, first, rows);
  for (let row = first; row < rows; row++) {
    const n = numerator[row] ?? 0;
    if (state[row] === State.present && (n < least || n > most)) return row;
  }
  return rows;
}

/**
 * Quotients of numbers times `left` and `right`: 0/0 is "no cases", x/0 with another x contradicts itself.
 * @param out where numerators and positive denominators go, 0 and 1 in rows without a number
 * @returns false when a number outgrows what is exact
 */
export function quotients(
  over: Numbers,
  under: Numbers,
  { left, right }: { readonly left: number; readonly right: number },
  out: Numbers & { readonly denominator: Float64Array },
  rows: number,
): boolean {
  const { numerator, denominator, state } = out;
  const loops = loopsFor(over.numerator, over.state, under.numerator, under.state, numerator, denominator);
  if (loops !== undefined && loops === loopsFor(state, state, state)) {
    const given = [over.numerator, over.state, under.numerator, under.state].map(({ byteOffset }) => byteOffset);
    const places = [numerator, denominator, state].map(({ byteOffset }) => byteOffset);
    return loops.quotients(...given, left, right, ...places, rows) === 1;
  }
  for (let row = 0; row < rows; row++) {
    const n = (over.numerator[row] ?? 0) * left;
    const d = (under.numerator[row] ?? 0) * right;
    if (!isSafe(n) || !isSafe(d)) return false;
    const strongest = Math.max(over.state[row] ?? 0, under.state[row] ?? 0);
    const isThere = strongest === State.present && d !== 0;
    const ofZero = n === 0 ? State.noCases : State.dividedByZero;
    state[row] = strongest === State.present && d === 0 ? ofZero : strongest;
    numerator[row] = isThere ? (d < 0 ? -n : n) : 0;
    denominator[row] = isThere ? Math.abs(d) : 1;
  }
  return true;
}
