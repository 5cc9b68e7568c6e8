import { expect, test } from "vitest";
import { NumberColumn, State } from "../../src/exact/column.ts";
import { fraction } from "../../src/exact/fraction.ts";
import type { Expression } from "../../src/expression/expression.ts";
import { Plan } from "../../src/expression/plan.ts";

const HALF = fraction(1n, 2n);
const values = (column: NumberColumn, rows: number) =>
  Array.from({ length: rows }, (_, row) =>
    column.stateAt(row) === State.present ? column.at(row) : column.stateAt(row),
  );

test("a column of one number has it in as many rows as were asked for, whatever was there before", () => {
  const column = new NumberColumn(6);
  for (let row = 0; row < 6; row++) column.setState(row, State.missing);
  column.fill(1, 2, 2);
  expect(values(column, 3)).toEqual([HALF, HALF, State.missing]);
  expect(column.isConstant).toBe(true);
  column.reach(5);
  expect(values(column, 6)).toEqual([HALF, HALF, HALF, HALF, HALF, State.missing]);
  column.reach(1);
  column.fill(1, 2);
  expect(values(column, 6)).toEqual(Array(6).fill(HALF));
});

test("another number fills from the first row on", () => {
  const column = new NumberColumn(4);
  column.fill(7, 1);
  column.fill(1, 2, 1);
  column.reach(4);
  expect(values(column, 4)).toEqual(Array(4).fill(HALF));
  column.fill(3, 2, 3);
  expect(column.at(2)).toEqual(fraction(3n, 2n));
});

test("a column whose rows are set one by one holds no more than these", () => {
  const column = new NumberColumn(4);
  column.fill(7, 1, 1);
  column.setState(1, State.missing);
  column.reach(4);
  expect(values(column, 2)).toEqual([fraction(7n, 1n), State.missing]);
  column.start(1);
  column.reach(4);
  expect(column.isConstant).toBe(false);
});

test("a plan's constants hold in every row of every batch, however many the batch before had", () => {
  const kind = { is: "number", unit: {} } as const;
  const constant: Expression = { op: "constant", kind, value: HALF };
  const field: Expression = { op: "field", kind, field: "trees", aspect: "value", declarable: false };
  const plan = new Plan();
  const half = plan.add(constant).low;
  const sum = plan.add({ op: "apply", kind, operation: "+", items: [constant, field] }).low;
  for (const rows of [2, 5, 3, 40, 1, 8192]) {
    const trees = new NumberColumn();
    for (let row = 0; row < rows; row++) trees.setSafe(row, row, 1);
    plan.begin(() => trees, rows);
    const last = rows - 1;
    expect(plan.numbers(sum).at(last)).toEqual(fraction(BigInt(2 * last + 1), 2n));
    expect(values(plan.numbers(half), rows)).toEqual(Array(rows).fill(HALF));
  }
});
