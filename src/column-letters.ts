/** How a spreadsheet names a column, counted from 1: A, B, … Z, AA. */
export function letterOf(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? letterOf(rest) : "") + String.fromCharCode(65 + ((column - 1) % 26));
}
