import fc from "fast-check";
import { expect, test } from "vitest";
import * as cases from "../../src/exact/case-loops.ts";
import { NumberColumn, State, Truth } from "../../src/exact/column.ts";
import { loopsFor } from "../../src/exact/column-loops.ts";
import {
  BATCH_ROWS,
  batchRows,
  ColumnMemory,
  forRows,
  madeHere,
  newBytes,
  newMemory,
  newNumbers,
  newTable,
  newWholes,
  newWords,
} from "../../src/exact/column-memory.ts";
import { compileLoops, LOOP_BYTES } from "../../src/exact/compile-loops.ts";
import * as tables from "../../src/exact/table-loops.ts";
import * as truthLoops from "../../src/exact/truth-loops.ts";
import * as values from "../../src/exact/value-loops.ts";

// Every loop runs twice over the same columns: compiled, and where columns lie in arrays of their own.

const memory = newMemory(1 << 17);

const { loops = {}, counts, table } = compileLoops(memory, 0);
/** the compiled loops that any test has called */
const called = new Set<string>();
const watched = new Proxy(loops, {
  get: (exported, name) => {
    called.add(String(name));
    return Reflect.get(exported, name) as unknown;
  },
});

/** What a loop leaves in its columns, and what it gives, compiled and not. */
function bothWays(run: () => readonly unknown[]): readonly [readonly unknown[], readonly unknown[]] {
  new Uint8Array(memory.buffer).fill(0);
  const room = new ColumnMemory(memory, LOOP_BYTES, { loops: watched, counts, table });
  const plainly = (results: readonly unknown[]) =>
    results.map((one) => (ArrayBuffer.isView(one) ? [...(one as unknown as number[])] : one));
  const compiled = room.holding(() => {
    const first = newBytes(1);
    expect(loopsFor(first, first, first)).toBeDefined();
    return plainly(run());
  });
  return [compiled, plainly(run())];
}

const SAFE = Number.MAX_SAFE_INTEGER;
const whole = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.maxSafeInteger(),
  fc.constantFrom(0, SAFE, -SAFE, 1, -1),
);
const rowsOf = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { minLength: 40, maxLength: 40 });
const state = fc.constantFrom(...Object.values(State));
const rows = fc.integer({ min: 0, max: 40 });
const bytes = (items: readonly number[]) => newTable(newBytes, items);
const words = (items: readonly number[]) => newTable(newWords, items);
const wholes = (items: readonly number[]) => newTable(newWholes, items);
const numbers = (items: readonly number[]) => newTable(newNumbers, items);

function same(run: () => readonly unknown[]): void {
  const [compiled, plain] = bothWays(run);
  expect(compiled).toEqual(plain);
}

const CASES = Array.from({ length: 1536 }, (_, code) => (code % 11 === 0 ? cases.NEW_CASE : code % 7));
const columns = () => ({ caseStatuses: bytes(CASES), codes: newWords(40), statuses: newBytes(40) });
const byState = Array.from({ length: 14 }, (_, found) => found * 97);

test("cases by an edge, which is one of the numbers as often as not", () => {
  const edge = fc.oneof(whole, fc.constantFrom(5, 6));
  fc.assert(
    fc.property(rowsOf(fc.oneof(whole, fc.constant(5))), rowsOf(state), edge, rows, (n, states, at, count) =>
      same(() => {
        const out = columns();
        const seen = cases.edgeCases(numbers(n), bytes(states), at, words(byState), out, count);
        return [seen, out.codes, out.statuses];
      }),
    ),
  );
});

test("cases by quotients, also where numbers outgrow what is exact", () => {
  const factor = fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constantFrom(SAFE, -3, 0));
  const under = fc.oneof({ weight: 9, arbitrary: fc.nat(1000) }, { weight: 1, arbitrary: whole });
  const over = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -9, max: 1000 }) }, { weight: 1, arbitrary: whole });
  const column = (one: fc.Arbitrary<number>) => fc.tuple(rowsOf(one), rowsOf(state));
  fc.assert(
    fc.property(column(over), column(under), factor, factor, fc.constantFrom(0, 1), rows, (a, b, left, right, by, n) =>
      same(() => {
        const out = columns();
        const column = ([numerator, states]: [number[], number[]]) => ({
          numerator: numbers(numerator),
          state: bytes(states),
        });
        const against = { toLeft: left, toRight: right, least: by };
        const seen = cases.quotientCases(column(a), column(b), against, words(byState), out, n);
        // What stands behind the row that could not be judged, nobody reads.
        return seen < 0 ? [seen] : [seen, out.codes, out.statuses];
      }),
    ),
  );
});

const value = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -50, max: 1000 }) }, { weight: 1, arbitrary: whole });
const present = rowsOf(
  fc.oneof({ weight: 3, arbitrary: fc.constant<State>(State.present) }, { weight: 1, arbitrary: state }),
);

test("quotients, also by nothing, of nothing, and where numbers outgrow what is exact", () => {
  const one = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -3, max: 3 }) }, { weight: 1, arbitrary: whole });
  const column = fc.tuple(
    rowsOf(one),
    rowsOf(fc.oneof({ weight: 2, arbitrary: fc.constant<State>(State.present) }, state)),
  );
  const factor = fc.constantFrom(1, 3, 1000, SAFE);
  fc.assert(
    fc.property(column, column, factor, factor, rows, (a, b, left, right, count) =>
      same(() => {
        const [over, under] = [a, b].map(([n, states]) => ({ numerator: numbers(n), state: bytes(states) }));
        const out = new NumberColumn(40);
        if (over === undefined || under === undefined) throw new Error("no columns");
        const isExact = cases.quotients(over, under, { left, right }, out, count);
        // A negative nothing is nothing.
        return isExact ? [isExact, out.numerator.map((n) => n + 0), out.denominator, out.state] : [isExact];
      }),
    ),
  );
});

test("cases by states, and truths by a bound", () => {
  const code = fc.integer({ min: 0, max: 7 });
  const applies = fc.integer({ min: 0, max: 2 });
  fc.assert(
    fc.property(rowsOf(applies), rowsOf(code), rowsOf(code), rowsOf(code), rows, (a, t, v, p, count) =>
      same(() => {
        const out = columns();
        const given = { applies: bytes(a), test: bytes(t), value: bytes(v), points: bytes(p) };
        return [cases.stateCases(given, out, count), out.codes, out.statuses];
      }),
    ),
  );
  const truths = { below: Truth.false, same: Truth.true, above: Truth.missing };
  const anyBound = fc.constantFrom(1, 2, 0, -1, SAFE, -SAFE);
  fc.assert(
    fc.property(rowsOf(fc.oneof(whole, fc.constantFrom(2, 3))), rowsOf(state), rows, anyBound, (n, states, count, at) =>
      same(() => {
        const out = newBytes(40);
        truthLoops.boundTruths({ numerator: numbers(n), state: bytes(states) }, at, truths, out, count);
        return [out];
      }),
    ),
  );
});

test("quotients against a bound, up to the first that outgrows what is exact", () => {
  const truths = { below: Truth.false, same: Truth.true, above: Truth.missing };
  const bound = fc.constantFrom({ over: 1, under: 2 }, { over: -3, under: 1 }, { over: 0, under: 5 });
  const under = rowsOf(
    fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 9 }) }, { weight: 1, arbitrary: whole }),
  );
  fc.assert(
    fc.property(rowsOf(value), under, present, bound, rows, (n, d, states, by, count) =>
      same(() => {
        const given = { numerator: numbers(n), denominator: numbers(d), state: bytes(states) };
        const out = newBytes(40);
        const found: number[] = [];
        for (let row = 0; row < count; row++) {
          row = truthLoops.quotientTruths(given, by, truths, out, row, count);
          found.push(row);
        }
        return [found, out];
      }),
    ),
  );
});

test("tables looked up, sums and counts", () => {
  const code = fc.integer({ min: 0, max: 7 });
  const small = Array.from({ length: 8 }, (_, at) => at * 5 + 1);
  const factor = fc.constantFrom(0, 1, -1, 3, SAFE);
  fc.assert(
    fc.property(rowsOf(code), rowsOf(whole), factor, fc.boolean(), rows, (codes, values, by, isFirst, count) => {
      same(() => {
        const sums = wholes(Array.from({ length: 40 }, (_, row) => row));
        tables.addFromTable(bytes(codes), wholes(small), sums, isFirst, count);
        tables.addShifted(words(codes), 4, sums, !isFirst, count);
        return [sums];
      });
      same(() => {
        const [byNumber, ofBytes] = [newWords(40), newBytes(40).fill(2)];
        tables.numbersFromTable(bytes(codes), words(small), byNumber, count);
        tables.mapByTable(bytes(codes), bytes(small), ofBytes, isFirst, count);
        return [byNumber, ofBytes];
      });
      same(() => {
        const [found, sums, factored] = [newNumbers(40), newNumbers(40), newNumbers(40)];
        tables.valuesFromTable(words(codes), numbers(small), found, count);
        tables.addScaledFromTable(words(codes), numbers(small), by, sums, isFirst, count);
        const isExact = tables.addScaled(numbers(values), by, 1e9, sums, !isFirst, count);
        return [found, sums, factored, isExact, tables.scaled(numbers(values), by, factored, count)];
      });
      same(() => {
        const counts = new Float64Array(8).fill(3);
        tables.countCodes(bytes(codes), counts, count);
        return [counts, tables.seenIn(bytes(codes), count)];
      });
    }),
  );
});

test("codes joined by a table of two, and more of a code than a byte can count", () => {
  const code = rowsOf(fc.integer({ min: 0, max: 7 }));
  const table = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 64, maxLength: 64 });
  fc.assert(
    fc.property(code, code, table, rows, (before, codes, joined, count) =>
      same(() => {
        const out = bytes(before);
        tables.joinByTable(Uint8Array.from(joined), bytes(codes), out, count);
        return [out];
      }),
    ),
  );
  same(() => {
    const counts = new Float64Array(8);
    tables.countCodes(newBytes(9001).fill(5), counts, 9001);
    expect([...counts]).toEqual([0, 0, 0, 0, 0, 9001, 0, 0]);
    return [counts];
  });
});

test("numbers counted, and noted by a bit each", () => {
  const number = rowsOf(fc.nat(70));
  fc.assert(
    fc.property(number, fc.nat(40), rows, fc.nat(0xffff), (given, first, count, before) =>
      same(() => {
        const [counts, bits] = [newWholes(71), wholes([before, 0, before])];
        tables.countNumbers(words(given), counts, first, count);
        const noted = tables.noteNumbers(wholes(given), bits, count);
        return [counts, bits, noted, tables.greatest(wholes(given), count)];
      }),
    ),
  );
});

test("the first number that is the one, or outside of bounds", () => {
  const few = rowsOf(fc.integer({ min: -3, max: 3 }));
  const first = fc.nat(40);
  fc.assert(
    fc.property(few, rowsOf(state), fc.integer({ min: -2, max: 2 }), first, rows, (n, states, by, from, count) =>
      same(() => {
        const column = { numerator: numbers(n), state: bytes(states) };
        return [tables.placeOf(column.numerator, by, from, count), cases.firstOutside(column, by - 2, by, from, count)];
      }),
    ),
  );
});

test("patterns are found in their slots, up to the first that is not there", () => {
  const pattern = fc.integer({ min: 0, max: 2 ** 30 - 1 });
  fc.assert(
    fc.property(rowsOf(pattern), fc.nat(60), fc.nat(40), rows, (patterns, unknown, first, count) =>
      same(() => {
        const slots = newWholes(tables.SLOTS).fill(-1);
        const results = newWords(tables.SLOTS);
        for (const [row, one] of patterns.entries()) {
          if (row === unknown) continue;
          slots[tables.slotOf(one)] = one;
          results[tables.slotOf(one)] = row;
        }
        const [ofBytes, ofWords] = [newBytes(40), newWords(40)];
        const rowsFound = [ofBytes, ofWords].map((out) =>
          tables.lookUp(wholes(patterns), slots, results, out, first, count),
        );
        return [...rowsFound, ofBytes, ofWords];
      }),
    ),
  );
});

/** Cases 0 to 3 have the outcomes 2, 0, 1 and 0. */
const outcomes = (codes: readonly number[]) => ({ codes: words(codes), numbers: words([2, 0, 1, 0]) });
const anyCase = rowsOf(fc.integer({ min: 0, max: 3 }));

test("values on a line, rounded and not, within bounds and without, also where they outgrow what is exact", () => {
  const small = fc.integer({ min: -20, max: 20 });
  const positive = fc.integer({ min: 1, max: 12 });
  const line = fc.record({
    a: small,
    b: small,
    d: positive,
    limit: fc.constantFrom(0, 500, 1e6),
    lowN: fc.integer({ min: -3, max: 0 }),
    lowD: positive,
    highN: fc.integer({ min: 0, max: 300 }),
    highD: positive,
    clamps: fc.boolean(),
    isRounded: fc.boolean(),
  });
  const own = fc.option(rowsOf(fc.integer({ min: 0, max: 40 })), { nil: undefined });
  fc.assert(
    fc.property(
      anyCase,
      rowsOf(value),
      present,
      own,
      line,
      fc.constantFrom(1, 60, 1e15),
      (codes, n, states, d, by, scale) =>
        same(() => {
          const column = new NumberColumn(40, numbers(n), bytes(states));
          column.start(d === undefined ? 4 : 0);
          if (d !== undefined) column.denominator.set(d);
          const [low, high] = [new NumberColumn(40), new NumberColumn(40)];
          // A line's limit keeps what is rounded small enough.
          const over = { scale: by.isRounded ? Math.min(scale, 60) : scale, factor: 3 };
          const tablesOf = {
            ways: bytes([values.Way.onLine, values.Way.long, values.Way.settled]),
            ends: numbers([3, 4, 5, 6, Number.NaN, Number.NaN]),
          };
          const found: number[] = [];
          for (let row = 0; row < 40; row++) {
            row = values.onLine(outcomes(codes), tablesOf, column, by, over, low, high, row, 40);
            found.push(row);
          }
          // A negative nothing is nothing.
          return [
            found,
            ...[low, high].flatMap(({ numerator, state: kept }) => [numerator.map((one) => one + 0), kept]),
          ];
        }),
    ),
  );
});

test("values by steps, up to the first whose step is not known", () => {
  const known = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 });
  const edges = fc.constantFrom([], [0], [0, 400]);
  fc.assert(
    fc.property(anyCase, rowsOf(value), present, edges, known, rows, (codes, n, states, at, kinds, first) =>
      same(() => {
        const tablesOf = {
          areGone: bytes([0, 1, 0]),
          unvalued: words([7, 8, 9]),
          edges: numbers(at),
          known: words(kinds),
        };
        const out = newWords(40);
        const column = { numerator: numbers(n), state: bytes(states) };
        return [values.onSteps(outcomes(codes), column, tablesOf, out, first, 40), out];
      }),
    ),
  );
});

test("every compiled loop was called", () => {
  const names = Object.entries(loops).flatMap(([name, one]) => (typeof one === "function" ? [name] : []));
  expect([...called].toSorted()).toEqual(names.toSorted());
});

test("columns that do not lie in one memory are not run over together", () => {
  const room = new ColumnMemory(memory, LOOP_BYTES, compileLoops(memory, 0));
  const inside = room.holding(() => newBytes(40));
  const outside = newBytes(40);
  const other = newMemory(65_536);
  const elsewhere = new ColumnMemory(other, LOOP_BYTES, compileLoops(other, 0)).holding(() => newBytes(40));
  for (const one of [outside, elsewhere]) {
    expect(loopsFor(inside, one, inside)).toBeUndefined();
    expect(loopsFor(one, inside, inside)).toBeUndefined();
    expect(loopsFor(inside, inside, inside, inside, inside, one)).toBeUndefined();
  }
  expect(loopsFor(inside, inside.subarray(8), inside)).toBeDefined();
  // Copies of items are no parts of the memory.
  for (const copy of [inside.slice(8), inside.map((one) => one), inside.filter(() => true)])
    expect(loopsFor(copy, copy, copy)).toBeUndefined();
});

// Behind the last column loops may look at sixteen bytes more.
test("a memory that is full leaves columns to arrays of their own", () => {
  const small = newMemory(65_536);
  const room = new ColumnMemory(small, 0, {});
  const made = room.holding(() => Array.from({ length: 9 }, () => newNumbers(1024)));
  expect(made.map(({ buffer }) => buffer === small.buffer)).toEqual([...Array(7).fill(true), false, false]);
});

test("what is made later lies where it would have lain before, with as much room", () => {
  const room = new ColumnMemory(memory, LOOP_BYTES, compileLoops(memory, 0));
  const here = room.holding(() => forRows(3, () => madeHere()));
  const [inside, outside] = [here(() => newBytes(batchRows())), newBytes(batchRows())];
  expect([inside.length, inside.buffer === memory.buffer]).toEqual([3, true]);
  expect([outside.length, outside.buffer === memory.buffer]).toEqual([BATCH_ROWS, false]);
  expect(forRows(5, () => madeHere())(() => newBytes(batchRows())).length).toBe(5);
});
