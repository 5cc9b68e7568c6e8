// What values come to: on a line, or by steps. value-loops.ts says what each loop does, and does the same where columns
// lie elsewhere. Each stops before the first row that it cannot do exactly.

/** the largest whole number that a double holds together with all smaller ones */
const SAFE: f64 = 9007199254740991;
const PRESENT: u8 = 0;
/** as Way in value-loops.ts */
const LONG: u8 = 0;
const ON_LINE: u8 = 1;
const SETTLED: u8 = 2;

/** The number of a row's outcome. */
function outcomeOf(codes: usize, outcomes: usize, row: i32): u32 {
  return load<u16>(outcomes + ((<u32>load<u16>(codes + (row << 1))) << 1));
}

/** The greatest whole number not above n / d. */
function floorQuotient(n: f64, d: f64): f64 {
  const near = floor(n / d);
  const rest = n - near * d;
  return rest < 0 ? near - 1 : rest >= d ? near + 1 : near;
}

export function onLine(
  codes: usize,
  outcomes: usize,
  ways: usize,
  ends: usize,
  numerator: usize,
  state: usize,
  denominators: usize,
  low: usize,
  high: usize,
  lowState: usize,
  highState: usize,
  scale: f64,
  a: f64,
  b: f64,
  d: f64,
  limit: f64,
  lowN: f64,
  lowD: f64,
  highN: f64,
  highD: f64,
  clamps: i32,
  isRounded: i32,
  points: f64,
  factor: f64,
  first: i32,
  rows: i32,
): i32 {
  for (let row = first; row < rows; row++) {
    const outcome = outcomeOf(codes, outcomes, row);
    const way = load<u8>(state + row) === PRESENT ? load<u8>(ways + outcome) : SETTLED;
    if (way !== ON_LINE) {
      const end = load<f64>(ends + (outcome << 4));
      if (way === LONG || !(abs(end) <= SAFE)) return row;
      store<f64>(low + (row << 3), end);
      store<f64>(high + (row << 3), load<f64>(ends + (outcome << 4) + 8));
      store<u8>(lowState + row, PRESENT);
      store<u8>(highState + row, PRESENT);
      continue;
    }
    const n = load<f64>(numerator + (row << 3));
    const under = denominators !== 0 ? load<f64>(denominators + (row << 3)) : scale;
    let over = a * n + b * under;
    let by = d * under;
    const isLow = over * lowD < lowN * by;
    const isOutside = isLow || over * highD > highN * by;
    if (isOutside) {
      over = isLow ? lowN : highN;
      by = isLow ? lowD : highD;
    }
    if (!(abs(n) <= limit && under <= limit && under > 0) || (isOutside && clamps === 0)) return row;
    let reached: f64;
    if (isRounded) {
      const size = floorQuotient(abs(over) * points * 2 + by, 2 * by);
      reached = over < 0 ? -size : size;
    } else {
      const times = points / by;
      if (floor(times) !== times || times * by !== points) return row;
      reached = over * times;
    }
    reached *= factor;
    if (!(abs(reached) <= SAFE)) return row;
    store<f64>(low + (row << 3), reached);
    store<f64>(high + (row << 3), reached);
    store<u8>(lowState + row, PRESENT);
    store<u8>(highState + row, PRESENT);
  }
  return rows;
}

export function onSteps(
  codes: usize,
  outcomes: usize,
  areGone: usize,
  unvalued: usize,
  numerator: usize,
  state: usize,
  edges: usize,
  edgeCount: i32,
  known: usize,
  out: usize,
  first: i32,
  rows: i32,
): i32 {
  for (let row = first; row < rows; row++) {
    const outcome = outcomeOf(codes, outcomes, row);
    let kind: u32;
    if (load<u8>(state + row) !== PRESENT || load<u8>(areGone + outcome) !== 0)
      kind = load<u16>(unvalued + (outcome << 1));
    else {
      const n = load<f64>(numerator + (row << 3));
      let step = 0;
      for (let edge = 0; edge < edgeCount; edge++) step += i32(n >= load<f64>(edges + (edge << 3)));
      kind = load<u16>(known + ((outcome * (edgeCount + 1) + step) << 1));
      if (kind === 0) return row;
      kind--;
    }
    store<u16>(out + (row << 1), <u16>kind);
  }
  return rows;
}
