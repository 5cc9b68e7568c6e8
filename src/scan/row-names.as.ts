// Wards that are new: adds those whose code has five digits and whose name is made of words that names had before, which
// were looked at closely then. Any other is for plain-store.ts.

import { bytes, maskOf, textEnds, textStarts } from "./row-memory.as";

const SPACE: u8 = 0x20;
const NINE: u8 = 0x39;

// Where the arrays of ward-dictionary.ts and name-words.ts lie, and how full those are.
let codes: usize = 0;
let codeLengths: usize = 0;
let names: usize = 0;
let nameLengths: usize = 0;
let named: usize = 0;
let words: usize = 0;
let arena: usize = 0;
let arenaLength: u32 = 0;
let mostWards: i32 = 0;
let period: u32 = 0;
/** how many wards there are, and how much of the arena they take */
export let wardCount: i32 = 0;
export let arenaUsed: u32 = 0;

/** Says where new wards go. @param most as many wards as there may be; 0: none are to be added */
export function makeRoom(
  codesAt: usize,
  codeLengthsAt: usize,
  namesAt: usize,
  nameLengthsAt: usize,
  namedAt: usize,
  wordsAt: usize,
  arenaAt: usize,
  arenaSize: u32,
  most: i32,
  count: i32,
  used: u32,
  periodNumber: u32,
): void {
  codes = codesAt;
  codeLengths = codeLengthsAt;
  names = namesAt;
  nameLengths = nameLengthsAt;
  named = namedAt;
  words = wordsAt;
  arena = arenaAt;
  arenaLength = arenaSize;
  mostWards = most;
  wardCount = count;
  arenaUsed = used;
  period = periodNumber;
}

/** Adds a ward with its first name; gives its number, or -1 when it must be looked at closely. */
export function addWard(code: i32, name: i32): i32 {
  const codeStart = bytes + load<u32>(textStarts + (code << 2));
  const codeLength = load<u32>(textEnds + (code << 2)) - load<u32>(textStarts + (code << 2));
  const start = bytes + load<u32>(textStarts + (name << 2));
  const length = load<u32>(textEnds + (name << 2)) - load<u32>(textStarts + (name << 2));
  if (wardCount >= mostWards || arenaUsed + codeLength + length > arenaLength) return -1;
  // What begins with a digit may be the code once more.
  if (length === 0 || load<u8>(start) <= NINE || !areKnown(start, start + length)) return -1;
  const ward = wardCount++;
  const place = ward << 2;
  store<i32>(codes + place, arenaUsed);
  store<i32>(codeLengths + place, codeLength);
  memory.copy(arena + arenaUsed, codeStart, codeLength);
  arenaUsed += codeLength;
  store<i32>(names + place, arenaUsed);
  store<i32>(nameLengths + place, length);
  store<u16>(named + (ward << 1), <u16>period);
  memory.copy(arena + arenaUsed, start, length);
  arenaUsed += length;
  return ward;
}

/** Are all words known, with one space between them? */
function areKnown(start: usize, end: usize): bool {
  const space = i8x16.splat(SPACE);
  let place = start;
  while (place < end) {
    const sixteen = v128.load(place);
    const spaces = i8x16.bitmask(i8x16.eq(sixteen, space));
    // Sixteen when there is no space among them: such a word is as long as may be, or longer.
    const length = min(<u32>ctz(spaces | 0x10000), <u32>(end - place));
    if (length === 0 || !isKnown(v128.and(sixteen, maskOf(length)))) return false;
    place += length;
    if (place === end) return true;
    if (load<u8>(place++) !== SPACE) return false;
  }
  // Behind the last space there is no word.
  return false;
}

/** The slots of name-words.ts: a word is in one of two. */
function isKnown(word: v128): bool {
  let hash = i32x4.extract_lane(word, 0) * 0x9e3779b1;
  hash = (hash ^ i32x4.extract_lane(word, 1)) * 0x9e3779b1;
  hash = (hash ^ i32x4.extract_lane(word, 2)) * 0x9e3779b1;
  hash = (hash ^ i32x4.extract_lane(word, 3)) * 0x9e3779b1;
  const slot = <u32>hash >>> 20;
  const isFirst = i8x16.all_true(i8x16.eq(word, v128.load(words + (slot << 4))));
  return isFirst || i8x16.all_true(i8x16.eq(word, v128.load(words + ((slot ^ 1) << 4))));
}
