import { COUNTED, type Compiled, OF_TWO, type Ready } from "./column-loops.ts";
import { COLUMN_LOOPS } from "./column-loops.wasm.ts";
import { loopsOn, type Memory } from "./column-memory.ts";

/** The bytes that loops need for themselves. */
export const LOOP_BYTES: number = 8 * COUNTED + OF_TWO;

/** Makes the loops ready for columns in a memory, which are to know what this gives. @param free where nothing else lies */
export function compileLoops(memory: Memory, free: number): Ready {
  const counts = new Float64Array(memory.buffer as ArrayBuffer, free, COUNTED);
  const table = new Uint8Array(memory.buffer as ArrayBuffer, free + counts.byteLength, OF_TWO);
  return { loops: loopsOn(memory, COLUMN_LOOPS) as Compiled, counts, table };
}
