// Sixteen rows at once, a byte for each.

export const ROWS: i32 = 16;

/** Every other byte of both, from the first on. */
export function evenBytes(a: v128, b: v128): v128 {
  return v128.shuffle<i8>(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
}

/** Every other byte of both, from the second on. */
export function oddBytes(a: v128, b: v128): v128 {
  return v128.shuffle<i8>(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
}

/** Of eight pairs of long words, each all bits or none, a byte for each word. */
function bytesOf(a: v128, b: v128, c: v128, d: v128, e: v128, f: v128, g: v128, h: v128): v128 {
  // Twice as many as there are rows: each word is two shorter ones.
  const first = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
  const second = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(e, f), i16x8.narrow_i32x4_s(g, h));
  return evenBytes(first, second);
}

/** Which of sixteen numbers are at least so large, in bytes. */
export function reach(numbers: usize, least: v128): v128 {
  return bytesOf(
    f64x2.ge(v128.load(numbers), least),
    f64x2.ge(v128.load(numbers + 16), least),
    f64x2.ge(v128.load(numbers + 32), least),
    f64x2.ge(v128.load(numbers + 48), least),
    f64x2.ge(v128.load(numbers + 64), least),
    f64x2.ge(v128.load(numbers + 80), least),
    f64x2.ge(v128.load(numbers + 96), least),
    f64x2.ge(v128.load(numbers + 112), least),
  );
}

/** Bytes one by one from both, of the first eight of each. */
export function lowBytes(a: v128, b: v128): v128 {
  return v128.shuffle<i8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

/** The same of the last eight. */
export function highBytes(a: v128, b: v128): v128 {
  return v128.shuffle<i8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

/** The bits of all bytes. */
export function bitsOf(bytes: v128): u32 {
  let bits = i64x2.extract_lane(bytes, 0) | i64x2.extract_lane(bytes, 1);
  bits |= bits >> 32;
  bits |= bits >> 16;
  bits |= bits >> 8;
  return <u32>bits & 0xff;
}

/** A byte for each of sixteen bits. */
export function spread(bits: u32): v128 {
  const each = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
  const halves = i8x16.swizzle(i16x8.splat(<i16>bits), i8x16(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1));
  return i8x16.eq(v128.and(halves, each), each);
}
