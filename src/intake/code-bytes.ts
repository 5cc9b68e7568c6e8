// Codes as bytes: their hashes, and the numbers of those that are five digits.

/** FNV-1a over bytes. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let place = start; place < end; place++) hash = Math.imul(hash ^ (bytes[place] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}

/** The number that five digits make; -1 for any other text. */
export const fiveDigits = (bytes: Uint8Array, start: number, end: number): number =>
  end - start === 5 ? fiveDigitsAt(bytes, start) : -1;

/** The number that five digits make that stand here; -1 when there are not as many. */
export function fiveDigitsAt(bytes: Uint8Array, start: number): number {
  let number = 0;
  for (let place = start; place < start + 5; place++) {
    const digit = (bytes[place] ?? 0) - 0x30;
    if (digit >>> 0 > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}
