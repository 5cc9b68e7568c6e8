// Loops down the columns of a batch. Each runs compiled (column-loops.as.ts) where all its columns lie in one memory for
// that, and otherwise here: both come to the same.

export type Compiled = Readonly<Record<CompiledName, (...given: readonly number[]) => number>>;
type CompiledName =
  | "edgeCases"
  | "quotientCases"
  | "quotientTruths"
  | "quotients"
  | "stateCases"
  | "boundTruths"
  | "addFromTable"
  | "addShifted"
  | "lookUpBytes"
  | "lookUpWords"
  | "numbersFromTable"
  | "addScaledFromTable"
  | "valuesFromTable"
  | "addScaled"
  | "scaled"
  | "mapByTable"
  | "seenIn"
  | "countCodes"
  | "countNumbers"
  | "noteNumbers"
  | "greatest"
  | "joinByTable"
  | "placeOf"
  | "firstOutside"
  | "onLine"
  | "onSteps";

/** What a column in a memory knows: its loops, and places there for counts and for a table of two codes. */
export interface Ready {
  readonly loops?: Compiled;
  readonly counts?: Float64Array;
  readonly table?: Uint8Array;
}

/** Codes that are counted are below. */
export const COUNTED = 8;
/** A table of two codes has so many entries. */
export const OF_TWO = 64;
export type Column = (Uint8Array | Uint16Array | Int32Array | Float64Array) & Ready;

/** The compiled loops for some columns; undefined where these do not all lie in one memory for that. */
export function loopsFor(
  a: Column,
  b: Column,
  c: Column,
  d: Column = c,
  e: Column = c,
  f: Column = c,
): Compiled | undefined {
  const { loops } = a;
  if (loops === undefined) return undefined;
  const areThere =
    b.loops === loops && c.loops === loops && d.loops === loops && e.loops === loops && f.loops === loops;
  return areThere ? loops : undefined;
}
