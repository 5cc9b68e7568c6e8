// Writes lines of CSV: code and name as the file has them, and texts that were made once. csv-lines.ts says what each
// loop does, and does the same where columns lie elsewhere.

const COMMA: u8 = 0x2c;
/** longer codes and names are written with care */
const LONGEST: u32 = 1024;
/** columns begin so many rows apart, as in column-memory.ts */
const COLUMN_ROWS = 8272;
const PRESENT: u8 = 0;

/** what the text of a score takes at most: five digits and a comma, or a point and up to fifteen decimals as well */
const SCORE_WORDS = 3;
/** the number that no text has */
const NO_TEXT: i32 = 0;
const POINT: u8 = 0x2e;
const ZERO: u8 = 0x30;

/** where the next line goes, in the block */
export let place: usize = 0;
/** the number of the next text, and how many words all texts take */
export let textCount: i32 = 0;
export let wordCount: i32 = 0;

export function textsOf(codes: usize, known: usize, out: usize, first: i32, rows: i32): i32 {
  for (let row = first; row < rows; row++) {
    const text = load<i32>(known + (load<u32>(codes + (row << 2)) << 2));
    if (text === NO_TEXT) return row;
    store<i32>(out + (row << 2), text);
  }
  return rows;
}

export function textsOfScores(
  numerator: usize,
  lowState: usize,
  highState: usize,
  known: usize,
  count: f64,
  nothing: i32,
  out: usize,
  decimals: i32,
  words: usize,
  starts: usize,
  lengths: usize,
  mostTexts: i32,
  mostWords: i32,
  first: i32,
  rows: i32,
): i32 {
  for (let row = first; row < rows; row++) {
    let text = nothing;
    if (load<u8>(lowState + row) === PRESENT && load<u8>(highState + row) === PRESENT) {
      const n = load<f64>(numerator + (row << 3));
      if (n < 0 || n >= count) return row;
      const place = known + ((<u32>n) << 2);
      text = load<i32>(place);
      if (text === NO_TEXT) {
        if (decimals < 0 || textCount >= mostTexts || wordCount + SCORE_WORDS > mostWords) return row;
        text = textCount++;
        const length = writeScore(<u32>n, decimals, words + (wordCount << 3));
        store<i32>(starts + (text << 2), wordCount);
        store<i32>(lengths + (text << 2), length);
        wordCount += (length + 7) >> 3;
        store<i32>(place, text);
      }
    }
    store<i32>(out + (row << 2), text);
  }
  return rows;
}

/** Writes n over ten to the power of `decimals`, without zeros at its end, and a comma; gives the length. */
function writeScore(n: u32, decimals: i32, to: usize): i32 {
  let scale: u64 = 1;
  for (let times = 0; times < decimals; times++) scale *= 10;
  let part = n % scale;
  let digits = decimals;
  for (; digits > 0 && part % 10 === 0; digits--) part /= 10;
  let next = writeDigits(n / scale, 1, to);
  if (digits > 0) {
    store<u8>(next, POINT);
    next = writeDigits(part, digits, next + 1);
  }
  store<u8>(next, COMMA);
  return <i32>(next + 1 - to);
}

/** Writes a number with at least so many digits; gives the place behind. */
function writeDigits(number: u64, least: i32, to: usize): usize {
  let digits = 1;
  for (let left = number / 10; left > 0; left /= 10) digits++;
  if (digits < least) digits = least;
  for (let digit = digits - 1; digit >= 0; digit--) {
    store<u8>(to + digit, ZERO + <u8>(number % 10));
    number /= 10;
  }
  return to + digits;
}

export function writeLines(
  selected: usize,
  bytes: usize,
  wardStarts: usize,
  wardEnds: usize,
  nameStarts: usize,
  nameEnds: usize,
  unsafe: usize,
  numbers: usize,
  columns: i32,
  words: usize,
  starts: usize,
  lengths: usize,
  block: usize,
  limit: usize,
  first: i32,
  rows: i32,
): i32 {
  for (let row = first; row < rows; row++) {
    if (load<u8>(selected + row) === 0) continue;
    const at = row << 2;
    const start = load<i32>(wardStarts + at);
    if (start < 0 || place >= limit) return row;
    const end = load<i32>(wardEnds + at);
    let name = load<i32>(nameStarts + at);
    let nameEnd = load<i32>(nameEnds + at);
    if (nameEnd <= name) {
      name = start;
      nameEnd = end;
    }
    if (isUnsafe(unsafe, bytes + start) || isUnsafe(unsafe, bytes + name)) return row;
    const begin = block + place;
    let next = copyCell(bytes + start, end - start, begin);
    if (next !== 0) next = copyCell(bytes + name, nameEnd - name, next);
    if (next === 0) return row;
    for (let column = 0; column < columns; column++) {
      const text = load<u32>(numbers + ((column * COLUMN_ROWS + row) << 2)) << 2;
      const from = words + (load<u32>(starts + text) << 3);
      const length = load<u32>(lengths + text);
      // Most have up to thirty-two bytes: to ask how many takes longer than to copy too much.
      v128.store(next, v128.load(from));
      v128.store(next + 16, v128.load(from + 16));
      for (let byte: u32 = 32; byte < length; byte += 16) v128.store(next + byte, v128.load(from + byte));
      next += length;
    }
    place = next - block;
  }
  return rows;
}

function isUnsafe(unsafe: usize, first: usize): bool {
  return load<u8>(unsafe + load<u8>(first)) !== 0;
}

/** Copies a cell and a separator; gives the place behind, 0 when it is too long or the separator is in it. */
function copyCell(from: usize, length: u32, to: usize): usize {
  if (length > LONGEST) return 0;
  const commas = i8x16.splat(COMMA);
  for (let byte: u32 = 0; byte < length; byte += 16) {
    const sixteen = v128.load(from + byte);
    const left = length - byte;
    const wanted = left < 16 ? (1 << left) - 1 : 0xffff;
    if ((i8x16.bitmask(i8x16.eq(sixteen, commas)) & wanted) !== 0) return 0;
    v128.store(to + byte, sixteen);
  }
  store<u8>(to + length, COMMA);
  return to + length + 1;
}
