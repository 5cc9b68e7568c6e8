import { COLUMN_LOOPS } from "./column-loops.wasm.ts";
import { loopsOn, type Memory } from "./column-memory.ts";

// Loops down the columns of a batch. Each runs compiled (column-loops.as.ts) where all its columns lie in one memory for
// that, and otherwise here: both come to the same.

type Compiled = Readonly<Record<CompiledName, (...given: readonly number[]) => number>>;
type CompiledName =
  | "edgeCases"
  | "quotientCases"
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
  | "onLine"
  | "onSteps";

/** What a column in a memory knows: its loops, and a place there for counts. */
interface Ready {
  readonly loops?: Compiled;
  readonly counts?: Float64Array;
}

/** Codes that are counted are below. */
export const COUNTED = 8;
/** The bytes that loops need for themselves. */
export const LOOP_BYTES: number = 8 * COUNTED;

/** Makes the loops ready for columns in a memory, which are to know what this gives. @param free where nothing else lies */
export function compileLoops(memory: Memory, free: number): Ready {
  const counts = new Float64Array(memory.buffer as ArrayBuffer, free, COUNTED);
  return { loops: loopsOn(memory, COLUMN_LOOPS) as Compiled, counts };
}

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
