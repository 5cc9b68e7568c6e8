// node test/bench/generate.mjs ROWS FILE: writes a ward file of so many rows, always the same one. It writes bytes and
// not strings, so that 5,000,000 rows take seconds.
import { closeSync, openSync, writeSync } from "node:fs";
import { FALSE, FIGURES, GOOD_OF_256, HEADINGS, LATEST_YEAR, MISSING_OF_256, NAMES, TRUE, WARDS } from "./figures.mjs";

const CHUNK = 1 << 22;
/** No row is longer. */
const LONGEST_ROW = 1024;
const [COMMA, DOT, LINE_END, ZERO] = [...",.\n0"].map((sign) => sign.charCodeAt(0));
const NAME_BYTES = NAMES.map((name) => Buffer.from(name));
const [TRUE_BYTES, FALSE_BYTES] = [TRUE, FALSE].map((word) => Buffer.from(word));

const chunk = Buffer.allocUnsafe(CHUNK + LONGEST_ROW);
let end = 0;
let state = 0;

/** Random bits (xorshift), begun anew in each row: a row is the same whatever stands before it. */
function bits() {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return state >>> 0;
}

/** Neighbouring rows begin far from each other. */
function beginRow(row) {
  const mixed = Math.imul(row ^ (row >>> 15), 0x2c1b3c6d);
  state = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39) ^ 0x5bd1e995 || 1;
  bits();
}

/** A whole number from `low` to `high`, by 16 random bits. */
const between = ([low, high], random) => low + (((random & 0xffff) * (high - low + 1)) >>> 16);

function putWord(bytes) {
  for (let place = 0; place < bytes.length; place++) chunk[end++] = bytes[place];
}

function putNumber(number, digits = 1) {
  let scale = 10 ** (digits - 1);
  while (scale * 10 <= number) scale *= 10;
  for (; scale >= 1; scale /= 10) chunk[end++] = ZERO + (Math.floor(number / scale) % 10);
}

/** A number of hundredths without zeros at its end: a file where all percents have two decimals is rare. */
function putHundredths(hundredths) {
  const rest = hundredths % 100;
  putNumber((hundredths - rest) / 100);
  if (rest === 0) return;
  chunk[end++] = DOT;
  if (rest % 10 === 0) putNumber(rest / 10);
  else putNumber(rest, 2);
}

/** A quarter of the percents is written without decimals, a third with one. */
function rounded(hundredths, random) {
  const part = random % 12;
  if (part < 3) return hundredths - (hundredths % 100);
  return part < 7 ? hundredths - (hundredths % 10) : hundredths;
}

function putRatio(figure, isGood, random) {
  const total = between(figure.total, bits());
  const share = between(isGood ? figure.good : figure.poor, random) / 100;
  putNumber(isGood ? Math.min(total, Math.ceil(total * share)) : Math.floor(total * share));
  chunk[end++] = COMMA;
  putNumber(total);
}

function putFigure(figure, goodOf256) {
  const random = bits();
  const isGood = ((random >>> 8) & 0xff) < goodOf256;
  if ((random & 0xff) < MISSING_OF_256) {
    if (figure.is === "ratio") chunk[end++] = COMMA;
    return;
  }
  const place = random >>> 16;
  if (figure.is === "boolean") putWord(isGood ? TRUE_BYTES : FALSE_BYTES);
  else if (figure.is === "ratio") putRatio(figure, isGood, place);
  else {
    const value = between(isGood ? figure.good : figure.poor, place);
    if (figure.is === "count") putNumber(value);
    else putHundredths(figure.is === "tenths" ? value * 10 : rounded(value, bits() >>> 8));
  }
}

function putRow(row) {
  const code = row % WARDS;
  beginRow(row + 1);
  putNumber(code, 5);
  chunk[end++] = COMMA;
  putWord(NAME_BYTES[code % NAME_BYTES.length]);
  chunk[end++] = COMMA;
  putNumber(LATEST_YEAR - Math.floor(row / WARDS));
  const goodOf256 = GOOD_OF_256[bits() >>> 30];
  for (const figure of FIGURES) {
    chunk[end++] = COMMA;
    putFigure(figure, goodOf256);
  }
  chunk[end++] = LINE_END;
}

/** Writes a file of so many rows. */
function generate(rows, path) {
  const file = openSync(path, "w");
  const flush = () => {
    for (let from = 0; from < end; ) from += writeSync(file, chunk, from, end - from);
    end = 0;
  };
  putWord(Buffer.from(`${HEADINGS.join(",")}\n`));
  for (let row = 0; row < rows; row++) {
    putRow(row);
    if (end > CHUNK) flush();
  }
  flush();
  closeSync(file);
}

const [rows, path] = process.argv.slice(2);
generate(Number(rows), path);
