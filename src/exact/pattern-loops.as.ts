// Looks up what is remembered of patterns. table-loops.ts says what each loop does, and does the same where columns lie
// elsewhere.

/** The slot of a pattern, as in pattern-table.ts. */
function slotOf(pattern: u32): u32 {
  return (pattern * 0x9e3779b1) >> 20;
}

export function lookUpBytes(patterns: usize, slots: usize, results: usize, out: usize, first: i32, rows: i32): i32 {
  for (let row = first; row < rows; row++) {
    const pattern = load<u32>(patterns + (row << 2));
    let slot = slotOf(pattern);
    if (load<u32>(slots + (slot << 2)) !== pattern) {
      slot ^= 1;
      if (load<u32>(slots + (slot << 2)) !== pattern) return row;
    }
    store<u8>(out + row, load<u8>(results + (slot << 1)));
  }
  return rows;
}

export function lookUpWords(patterns: usize, slots: usize, results: usize, out: usize, first: i32, rows: i32): i32 {
  for (let row = first; row < rows; row++) {
    const pattern = load<u32>(patterns + (row << 2));
    let slot = slotOf(pattern);
    if (load<u32>(slots + (slot << 2)) !== pattern) {
      slot ^= 1;
      if (load<u32>(slots + (slot << 2)) !== pattern) return row;
    }
    store<u16>(out + (row << 1), load<u16>(results + (slot << 1)));
  }
  return rows;
}
