import type { Points, Standard } from "../criteria/model.ts";
import { type NumberColumn, State } from "../exact/column.ts";
import { newBytes, newNumbers, newWords } from "../exact/column-memory.ts";
import { equal, type Fraction } from "../exact/fraction.ts";
import { type OutcomeCodes, onLine, onSteps, Way } from "../exact/value-loops.ts";
import { commonScale, isSafe } from "../exact/whole.ts";
import type { CompiledNode } from "./compile-node.ts";
import { type LeafOutcome, ruleFor } from "./leaf-rule.ts";
import { earnedPoints, type RowPoints, settledPoints } from "./points.ts";
import type { PointsColumns } from "./points-columns.ts";
import { PointsKinds } from "./points-kinds.ts";
import { Status } from "./status.ts";
import { lineOf, type ValueLine } from "./value-line.ts";
import { ValueSteps } from "./value-steps.ts";

/** What became of a leaf in each row: the number of its outcome is that of its case. */
export interface RowOutcomes extends OutcomeCodes {
  readonly statuses: Uint8Array;
}

/** A status that no outcome has had so far. */
const NO_KIND = 0xffff;

/** The points of one leaf down the columns: different outcomes have few different points, but where a value gives them. */
export class LeafPoints {
  readonly #standard: Standard;
  readonly #node: CompiledNode;
  readonly #given: Points;
  readonly #bounds: NonNullable<CompiledNode["bounds"]>;
  readonly #outcomes: LeafOutcome[] = [];
  /** by outcome, 1 where its value does not matter */
  readonly #areGone: Uint8Array;
  /** by outcome, how its value comes on the line, and both ends of where it does not matter or is not there */
  readonly #ways: Uint8Array;
  readonly #ends: Float64Array;
  /** what the ends are for */
  #endsOver = { scale: 0, outcomes: 0 };
  /** the different points, but for those that lie on a line */
  readonly #kinds = new PointsKinds();
  /** the kind of each outcome where no value gives its points */
  readonly #unvalued: Uint16Array;
  /** the kind of each status; undefined: outcomes of one status have several */
  #byStatus: Uint16Array | undefined = newWords(8).fill(NO_KIND);
  readonly #line: ValueLine | undefined;
  readonly #steps: ValueSteps | undefined;
  /** one more than the kind of each outcome on each step; 0: not known */
  readonly #onSteps: Uint16Array;

  /** @param outcomes so many there may be */
  constructor(
    standard: Standard,
    node: CompiledNode,
    points: Points,
    bounds: NonNullable<CompiledNode["bounds"]>,
    outcomes: number,
  ) {
    this.#standard = standard;
    this.#node = node;
    this.#given = points;
    this.#bounds = bounds;
    this.#line = lineOf(points);
    this.#steps = points.form === "bands" ? new ValueSteps(points) : undefined;
    this.#areGone = newBytes(outcomes);
    const onTheLine = this.#line === undefined ? 0 : outcomes;
    this.#ways = newBytes(onTheLine);
    this.#ends = newNumbers(2 * onTheLine);
    this.#unvalued = newWords(outcomes);
    this.#onSteps = newWords(outcomes * (this.#steps?.count ?? 0));
  }

  /** Takes the next outcome, in the order of their numbers. @param state that of what would give the points */
  add(outcome: LeafOutcome, state: State): void {
    const { status } = outcome;
    const number = this.#outcomes.push(outcome) - 1;
    this.#ways[number] = outcome.isGone ? Way.settled : outcome.mayLeave ? Way.long : Way.onLine;
    this.#areGone[number] = outcome.isGone ? 1 : 0;
    const kind = this.#kinds.add(this.#pointsOf(outcome, undefined, state) ?? NO_POINTS);
    this.#unvalued[number] = kind;
    const before = this.#byStatus?.[status];
    if (this.#byStatus !== undefined && (before === NO_KIND || before === kind)) this.#byStatus[status] = kind;
    else this.#byStatus = undefined;
  }

  /**
   * @param column the value that gives the points; none: the status does
   * @param refuse is told the rows whose value contradicts the points
   */
  run(
    { codes, numbers: outcomes, statuses }: RowOutcomes,
    column: NumberColumn | undefined,
    out: PointsColumns,
    rows: number,
    refuse: (row: number) => void,
  ): void {
    if (column === undefined) {
      if (this.#byStatus !== undefined) {
        out.startStatuses(this.#kinds, this.#byStatus, statuses, rows);
        return;
      }
      const numbers = out.startKinds(this.#kinds, rows);
      for (let row = 0; row < rows; row++) numbers[row] = this.#unvalued[outcomes[codes[row] ?? 0] ?? 0] ?? 0;
      return;
    }
    const given = { codes, numbers: outcomes };
    if (this.#steps !== undefined && this.#byStep(this.#steps, column, given, out, rows)) return;
    const line = this.#line;
    const bounds = this.#bounds;
    const ends = commonScale(Number(bounds.least.d), Number(bounds.most.d));
    const lineScale = line?.scaleFor(column.scale) ?? 1;
    const scale = commonScale(lineScale, ends);
    out.startRows(scale, bounds.most);
    const { low, high } = out;
    this.#settleEnds(scale);
    const tables = { ways: this.#ways, ends: this.#ends };
    const over = { scale: lineScale, factor: scale / lineScale };
    for (let row = 0; row < rows; row++) {
      // Rows that were written the long way may have left others with denominators of their own.
      if (line !== undefined && scale !== 0 && low.scale === scale && high.scale === scale)
        row = onLine(given, tables, column, line.line, over, low, high, row, rows);
      if (row === rows) return;
      this.#earn(outcomes[codes[row] ?? 0] ?? 0, column, out, row, refuse);
    }
  }

  /** What outcomes come to where no value is needed, as numerators over the denominator of the batch. */
  #settleEnds(scale: number): void {
    const outcomes = this.#outcomes.length;
    if (this.#endsOver.scale === scale && this.#endsOver.outcomes === outcomes) return;
    this.#endsOver = { scale, outcomes };
    const { kinds, marks, low, high, scale: before } = this.#kinds;
    const factor = before === 0 || scale % before !== 0 ? Number.NaN : scale / before;
    for (let number = 0; number < outcomes; number++) {
      const kind = this.#unvalued[number] ?? 0;
      const ends = [(low[kind] ?? 0) * factor, (high[kind] ?? 0) * factor];
      const most = kinds[kind]?.available;
      const isPlain = marks[kind] === 0 && most !== undefined && equal(most, this.#bounds.most) && ends.every(isSafe);
      this.#ends.set(isPlain ? ends : [Number.NaN, Number.NaN], 2 * number);
    }
  }

  /** The points of a row the long way. */
  #earn(number: number, column: NumberColumn, out: PointsColumns, row: number, refuse: (row: number) => void): void {
    if (column.state[row] !== State.present || this.#areGone[number] === 1) {
      out.copy(row, this.#kinds, this.#unvalued[number] ?? 0);
      return;
    }
    const points = this.#pointsOf(this.#outcomes[number] as LeafOutcome, column.at(row), State.present);
    if (points === undefined) refuse(row);
    out.set(
      row,
      points ?? this.#pointsOf(this.#outcomes[number] as LeafOutcome, undefined, State.tooLarge) ?? NO_POINTS,
    );
  }

  /** Points by steps; false when a value lies on none, or its step must be found the long way. */
  #byStep(steps: ValueSteps, column: NumberColumn, given: OutcomeCodes, out: PointsColumns, rows: number): boolean {
    const numbers = out.startKinds(this.#kinds, rows);
    const edges = steps.edges(column.scale);
    const tables = edges && { areGone: this.#areGone, unvalued: this.#unvalued, edges, known: this.#onSteps };
    for (let row = 0; row < rows; row++) {
      if (tables !== undefined) row = onSteps(given, column, tables, numbers, row, rows);
      if (row === rows) break;
      const kind = this.#kindAt(given.numbers[given.codes[row] ?? 0] ?? 0, column, steps, edges, row);
      if (kind === undefined) return false;
      numbers[row] = kind;
    }
    return true;
  }

  /** The kind of a row's points; undefined when its value lies on no step. */
  #kindAt(
    outcome: number,
    column: NumberColumn,
    steps: ValueSteps,
    edges: Float64Array | undefined,
    row: number,
  ): number | undefined {
    if (column.state[row] !== State.present || this.#areGone[outcome] === 1) return this.#unvalued[outcome] ?? 0;
    const n = column.numerator[row] ?? 0;
    let step = 0;
    if (edges === undefined) step = steps.find(n, column.denominatorAt(row));
    else for (const edge of edges) step += Number(n >= edge);
    if (step < 0) return undefined;
    const place = outcome * steps.count + step;
    const known = this.#onSteps[place] ?? 0;
    return known > 0 ? known - 1 : this.#addStep(place, outcome, column.at(row));
  }

  #addStep(place: number, outcome: number, value: Fraction): number | undefined {
    const points = this.#pointsOf(this.#outcomes[outcome] as LeafOutcome, value, State.present);
    if (points === undefined) return undefined;
    const kind = this.#kinds.add(points);
    this.#onSteps[place] = kind + 1;
    return kind;
  }

  /** A leaf's points; undefined when its value contradicts them. */
  #pointsOf(outcome: LeafOutcome, value: Fraction | undefined, state: State): RowPoints | undefined {
    const { node } = this.#node;
    const points = this.#given;
    const bounds = this.#bounds;
    const { reading, mayLeave, isGone } = outcome;
    const widest = { low: bounds.least, high: bounds.most };
    const mode = points.notApplicable ?? this.#standard.scoring.notApplicable ?? "exclude";
    if (isGone) return settledPoints(widest, bounds.most, Status.notApplicable, mode);
    // A leaf that only carries points has no status to show the standard's rule by; the rule still gives its points.
    const rule = ruleFor(node.measure, state);
    const byRule = rule === "met" ? Status.met : rule === "not_met" ? Status.notMet : undefined;
    const ruled = outcome.ruled ?? byRule;
    const earned = earnedPoints(this.#standard, node, points, widest, { status: reading, value, ruled });
    if ("seen" in earned) return undefined;
    return settledPoints(earned, bounds.most, mayLeave ? Status.perhaps : reading, mode);
  }
}

const NO_POINTS: RowPoints = {
  reached: { low: { n: 0n, d: 1n }, high: { n: 0n, d: 1n } },
  available: { n: 0n, d: 1n },
  openMaximum: false,
  mayVanish: false,
};
