import { loopsOn, type Memory } from "../exact/column-memory.ts";
import type { RowShape, ScanArea } from "./scan-area.ts";
import { SCAN_ROWS } from "./scan-rows.wasm.ts";

interface Told {
  value: number;
}

/** The compiled loops of scan-rows.as.ts, which says what each of them does. */
export interface Loops {
  readonly describe: (cells: number, ratios: number, delimiter: number, mark: number) => void;
  readonly lay: (...places: readonly number[]) => void;
  readonly scan: (start: number, limit: number, first: number, end: number) => number;
  readonly takeRows: (...placesAndRows: readonly number[]) => void;
  readonly areSame: (one: number, other: number, length: number) => number;
  readonly knowWards: (...placesAndPeriod: readonly number[]) => void;
  readonly makeRoom: (...placesAndSizes: readonly number[]) => void;
  readonly takeWards: (...placesAndRows: readonly number[]) => number;
  readonly takeWords: (...placesAndRows: readonly number[]) => number;
  readonly wardCount: Told;
  readonly arenaUsed: Told;
  readonly hasReturns: Told;
  readonly crowdedCell: Told;
  readonly crowdedDecimals: Told;
}

/** The compiled loops keep their constants below. */
export const FREE = 4096;
/** Above any byte. */
const NO_MARK = 256;

/** The loops for rows of a shape, set to work on an area. */
export function scanLoopsFor(memory: Memory, { kinds, ratios, delimiter, mark }: RowShape, area: ScanArea): Loops {
  const loops = loopsOn(memory, SCAN_ROWS) as Loops;
  loops.describe(kinds.length, ratios, delimiter, mark ?? NO_MARK);
  loops.lay(...area.places);
  return loops;
}
