import { type NumberColumn, State } from "../exact/column.ts";
import { divide } from "../exact/fraction.ts";
import { seenIn } from "../exact/table-loops.ts";
import { divideColumns } from "../expression/number-kernels.ts";
import type { PointsColumns } from "./points-columns.ts";

/** A column that is missing where a flag is set. */
export function settledColumn(
  column: NumberColumn,
  { isMixed }: PointsColumns,
  open: Uint8Array,
  rows: number,
  settled: NumberColumn,
): NumberColumn {
  if (!isMixed) return column;
  settled.start(column.scale);
  for (let row = 0; row < rows; row++) {
    if (open[row] === 1) settled.setState(row, State.missing);
    else settled.copy(row, column, row);
  }
  return settled;
}

/** Points over the maximum that counts; unknown while the maximum is, left out when everything is excluded. */
export function shareOf(points: PointsColumns, end: "low" | "high", rows: number, column: NumberColumn): NumberColumn {
  const [reached, available] = [points[end], points.available];
  if (!points.isMixed) {
    divideColumns(reached, available, column, rows);
    // None of them is anything but there, mostly.
    if (seenIn(column.state, rows) === 1 << State.present) return column;
    for (let row = 0; row < rows; row++) if (column.state[row] !== State.present) column.setState(row, State.missing);
    return column;
  }
  column.start(0);
  for (let row = 0; row < rows; row++) {
    const state = reached.stateAt(row);
    const most = available.numerator[row] ?? 0;
    if (points.openMaximum[row] === 1) column.setState(row, State.missing);
    else if (state !== State.present) column.setState(row, state);
    else if (most === 0 && available.denominatorAt(row) !== 0) column.setState(row, State.missing);
    else column.set(row, divide(reached.at(row), available.at(row)));
  }
  return column;
}
