import { combinedBounds } from "../criteria/points-bounds.ts";
import { firstOutside } from "../exact/case-loops.ts";
import { type NumberColumn, State, Truth } from "../exact/column.ts";
import { add, compare, divide, equal, type Fraction, greatest, least, multiply, ZERO } from "../exact/fraction.ts";
import { floorQuotient, isSafe } from "../exact/whole.ts";
import type { CompiledStandard } from "./compile.ts";
import type { NodePass } from "./node-pass.ts";
import { PointsColumns } from "./points-columns.ts";
import { PointsSum } from "./points-sum.ts";

/** Each ward's score for the batch at hand: points of the criteria, rescaled, adjusted and clamped as the standard says. */
export class ScorePass {
  readonly score: PointsColumns = new PointsColumns();
  readonly #compiled: CompiledStandard;
  readonly #sum: PointsSum;
  /** the maximum: what the standard declares, else the sum of its criteria */
  readonly of: Fraction;
  /** can any node lose points? then nothing is known of a rescaled score while it is open what counts */
  readonly #canLose: boolean;

  constructor(compiled: CompiledStandard, nodes: NodePass) {
    this.#compiled = compiled;
    const bounds = combinedBounds(compiled.standard.criteria, compiled.standard.scoring);
    this.of = compiled.standard.scoring.total ?? bounds?.most ?? ZERO;
    this.#canLose = compiled.nodes.some(
      ({ node, bounds }) => node.points?.form !== "children" && (bounds?.least.n ?? 0n) < 0n,
    );
    const { combine } = compiled.standard.scoring;
    const members = nodes.members(compiled.roots.map(({ index }) => index));
    this.#sum = new PointsSum(members, { combine, floor: undefined, digits: undefined });
  }

  /** To be run when the nodes have been judged. */
  run(rows: number): void {
    if (!this.#compiled.hasScore) return;
    this.#sum.run(this.score, rows);
    const { clamp, rescale } = this.#compiled.standard.scoring;
    if (rescale === true || this.#compiled.adjustments.length > 0) {
      for (let row = 0; row < rows; row++) {
        if (rescale === true) this.#rescale(row);
        this.#adjust(row);
      }
    }
    if (clamp !== undefined) for (const column of [this.score.low, this.score.high]) clampColumn(column, clamp, rows);
  }

  #change(row: number, change: (value: Fraction) => Fraction): void {
    for (const column of [this.score.low, this.score.high]) {
      if (column.state[row] === State.present) column.set(row, change(column.at(row)));
    }
  }

  /** Points over what counts, out of the full maximum. While it is open what counts, only the outer bounds are known. */
  #rescale(row: number): void {
    const { low, high, available, openMaximum } = this.score;
    if (low.state[row] !== State.present) return;
    if (openMaximum[row] !== 1) {
      const counts = available.at(row);
      // Nothing is excluded: the points are out of the full maximum already.
      if (equal(counts, this.of)) return;
      if (counts.n !== 0n) this.#change(row, (value) => divide(multiply(value, this.of), counts));
      available.set(row, this.of);
      return;
    }
    if (this.#canLose) {
      low.setState(row, State.missing);
      high.setState(row, State.missing);
    } else {
      low.set(row, ZERO);
      high.set(row, this.of);
    }
  }

  #adjust(row: number): void {
    const { adjustments, plan, standard } = this.#compiled;
    for (const [index, register] of adjustments.entries()) {
      const truth = plan.truths(register)[row] ?? Truth.missing;
      const points = standard.adjustments[index]?.points ?? ZERO;
      if (truth === Truth.false || truth === Truth.notApplicable) continue;
      const open = truth !== Truth.true;
      this.#shift(this.score.low, row, open ? least(points, ZERO) : points);
      this.#shift(this.score.high, row, open ? greatest(points, ZERO) : points);
    }
  }

  #shift(column: NumberColumn, row: number, by: Fraction): void {
    if (column.state[row] === State.present) column.set(row, add(column.at(row), by));
  }
}

/** Holds all numbers of a column within bounds. */
function clampColumn(
  column: NumberColumn,
  { low, high }: { readonly low: Fraction; readonly high: Fraction },
  rows: number,
): void {
  // Numerators within these are within the bounds.
  const ends = [-Number(low.n) * column.scale, Number(high.n) * column.scale];
  const isShort = column.scale !== 0 && ends.every(isSafe);
  const least = -floorQuotient(ends[0] ?? 0, Number(low.d));
  const most = floorQuotient(ends[1] ?? 0, Number(high.d));
  for (let row = 0; ; row++) {
    if (isShort) row = firstOutside(column, least, most, row, rows);
    if (row >= rows) return;
    if (column.state[row] !== State.present) continue;
    const value = column.at(row);
    if (compare(value, low) < 0) column.set(row, low);
    else if (compare(value, high) > 0) column.set(row, high);
  }
}
