import type { Points, Standard } from "../criteria/model.ts";
import { type NumberColumn, State } from "../exact/column.ts";
import { batchRows, newWords } from "../exact/column-memory.ts";
import type { Fraction } from "../exact/fraction.ts";
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
export interface RowOutcomes {
  readonly codes: Uint16Array;
  readonly numbers: Uint16Array;
  readonly statuses: Uint8Array;
}

/** A status that no outcome has had so far. */
const NO_KIND = 0xffff;
/** Points of a batch that lie on a line. */
const ON_LINE = new Float64Array(batchRows());

/** The points of one leaf down the columns: different outcomes have few different points, but where a value gives them. */
export class LeafPoints {
  readonly #standard: Standard;
  readonly #node: CompiledNode;
  readonly #given: Points;
  readonly #bounds: NonNullable<CompiledNode["bounds"]>;
  readonly #outcomes: LeafOutcome[] = [];
  /** does the value of an outcome give points as they are? */
  readonly #arePlain: boolean[] = [];
  /** the different points, but for those that lie on a line */
  readonly #kinds = new PointsKinds();
  /** the kind of each outcome where no value gives its points */
  readonly #unvalued: number[] = [];
  /** the kind of each status; undefined: outcomes of one status have several */
  #byStatus: Uint16Array | undefined = newWords(8).fill(NO_KIND);
  readonly #line: ValueLine | undefined;
  readonly #steps: ValueSteps | undefined;
  /** the kind of each outcome on each step */
  readonly #onSteps: (number | undefined)[] = [];

  constructor(standard: Standard, node: CompiledNode, points: Points, bounds: NonNullable<CompiledNode["bounds"]>) {
    this.#standard = standard;
    this.#node = node;
    this.#given = points;
    this.#bounds = bounds;
    this.#line = lineOf(points);
    this.#steps = points.form === "bands" ? new ValueSteps(points) : undefined;
  }

  /** Takes the next outcome, in the order of their numbers. @param state that of what would give the points */
  add(outcome: LeafOutcome, state: State): void {
    const { status } = outcome;
    this.#outcomes.push(outcome);
    this.#arePlain.push(!outcome.mayLeave && !outcome.isGone);
    const kind = this.#kinds.add(this.#pointsOf(outcome, undefined, state) ?? NO_POINTS);
    this.#unvalued.push(kind);
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
    if (
      this.#steps !== undefined &&
      this.#byStep(this.#steps, column, { codes, numbers: outcomes, statuses }, out, rows)
    )
      return;
    const line = this.#line;
    const bounds = this.#bounds;
    const ends = commonScale(Number(bounds.least.d), Number(bounds.most.d));
    const lineScale = line?.scaleFor(column.scale) ?? 1;
    const scale = commonScale(lineScale, ends);
    out.startRows(scale, bounds.most);
    const factor = scale / lineScale;
    const { low, high } = out;
    const { state } = column;
    line?.run(column, ON_LINE, rows);
    const isOnLine = line !== undefined && scale !== 0;
    for (let row = 0; row < rows; row++) {
      const number = outcomes[codes[row] ?? 0] ?? 0;
      const isPresent = state[row] === State.present;
      if (isPresent && isOnLine && this.#arePlain[number] === true && low.scale === scale) {
        const n = (ON_LINE[row] ?? 0) * factor;
        if (isSafe(n)) {
          low.numerator[row] = high.numerator[row] = n;
          low.state[row] = high.state[row] = State.present;
          continue;
        }
      }
      if (!isPresent) {
        out.copy(row, this.#kinds, this.#unvalued[number] ?? 0);
        continue;
      }
      const outcome = this.#outcomes[number] as LeafOutcome;
      const points = this.#pointsOf(outcome, column.at(row), State.present);
      if (points === undefined) refuse(row);
      out.set(row, points ?? this.#pointsOf(outcome, undefined, State.tooLarge) ?? NO_POINTS);
    }
  }

  /** Points by steps; false when a value lies on none, or its step must be found the long way. */
  #byStep(
    steps: ValueSteps,
    column: NumberColumn,
    { codes, numbers: outcomes }: RowOutcomes,
    out: PointsColumns,
    rows: number,
  ): boolean {
    const numbers = out.startKinds(this.#kinds, rows);
    const { numerator, state, scale } = column;
    const edges = steps.edges(scale);
    for (let row = 0; row < rows; row++) {
      const outcome = outcomes[codes[row] ?? 0] ?? 0;
      if (state[row] !== State.present || this.#outcomes[outcome]?.isGone === true) {
        numbers[row] = this.#unvalued[outcome] ?? 0;
        continue;
      }
      const n = numerator[row] ?? 0;
      let step = 0;
      if (edges === undefined) step = steps.find(n, column.denominatorAt(row));
      else for (let edge = 0; edge < edges.length; edge++) step += Number(n >= (edges[edge] ?? 0));
      const place = outcome * steps.count + step;
      const kind = step < 0 ? undefined : (this.#onSteps[place] ?? this.#addStep(place, outcome, column.at(row)));
      if (kind === undefined) return false;
      numbers[row] = kind;
    }
    return true;
  }

  #addStep(place: number, outcome: number, value: Fraction): number | undefined {
    const points = this.#pointsOf(this.#outcomes[outcome] as LeafOutcome, value, State.present);
    if (points === undefined) return undefined;
    const kind = this.#kinds.add(points);
    this.#onSteps[place] = kind;
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
