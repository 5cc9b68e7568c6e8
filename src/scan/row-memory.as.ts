// What the loops of scan-rows.as.ts are told: what a row is made of, and where the arrays of row-scan.ts lie.

/** sixteen bytes set, then sixteen that are not: begun further in front, a mask for fewer */
const MASKS = memory.data<u8>([
  255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0,
]);

/** The first bytes of sixteen, so many of them. */
export function maskOf(length: usize): v128 {
  return v128.load(MASKS + 16 - length);
}

export let cells: i32 = 0;
export let ratios: i32 = 0;
export let delimiter: u32 = 0;
export let mark: u32 = 0;

// Where the arrays of row-scan.ts lie.
export let kinds: usize = 0;
export let columns: usize = 0;
export let decimals: usize = 0;
export let factors: usize = 0;
export let least: usize = 0;
export let most: usize = 0;
export let keys: usize = 0;
export let parts: usize = 0;
export let wholes: usize = 0;
export let partFactors: usize = 0;
export let wholeFactors: usize = 0;
export let values: usize = 0;
export let states: usize = 0;
export let textStarts: usize = 0;
export let textEnds: usize = 0;
export let codes: usize = 0;
export let rowEnds: usize = 0;
export let readings: usize = 0;
export let bytes: usize = 0;

/** Says what a row is made of. @param decimalMark above any byte where there is none */
export function describe(cellCount: i32, ratioCount: i32, cellEnd: u32, decimalMark: u32): void {
  cells = cellCount;
  ratios = ratioCount;
  delimiter = cellEnd;
  mark = decimalMark;
}

/** Says where the arrays begin, in the order in which row-scan.ts has them. */
export function lay(
  kindsAt: usize,
  columnsAt: usize,
  decimalsAt: usize,
  factorsAt: usize,
  leastAt: usize,
  mostAt: usize,
  keysAt: usize,
  partsAt: usize,
  wholesAt: usize,
  partFactorsAt: usize,
  wholeFactorsAt: usize,
  valuesAt: usize,
  statesAt: usize,
  textStartsAt: usize,
  textEndsAt: usize,
  codesAt: usize,
  rowEndsAt: usize,
  readingsAt: usize,
  bytesAt: usize,
): void {
  kinds = kindsAt;
  columns = columnsAt;
  decimals = decimalsAt;
  factors = factorsAt;
  least = leastAt;
  most = mostAt;
  keys = keysAt;
  parts = partsAt;
  wholes = wholesAt;
  partFactors = partFactorsAt;
  wholeFactors = wholeFactorsAt;
  values = valuesAt;
  states = statesAt;
  textStarts = textStartsAt;
  textEnds = textEndsAt;
  codes = codesAt;
  rowEnds = rowEndsAt;
  readings = readingsAt;
  bytes = bytesAt;
}
