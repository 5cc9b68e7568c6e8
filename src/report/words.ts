import type { Shortfall } from "../analysis/shortfalls.ts";
import type { Field, Standard } from "../criteria/model.ts";
import { nodesOf } from "../criteria/model.ts";
import type { NodeResult, NodeValue, PointsRange, WardResult } from "../engine/result.ts";
import type { StatusName } from "../engine/status.ts";
import { compare, type Fraction, fraction, subtract, ZERO } from "../exact/fraction.ts";
import { unitText } from "../expression/kind.ts";
import {
  showDay,
  showFixed,
  showNumber,
  showPercent,
  showPercentThreshold,
  showThreshold,
} from "../messages/numbers.ts";
import { type LabelCode, placeOf, say, sayProblem } from "../messages/say.ts";
import type { Problem } from "../problem.ts";
import { inLanguage, type Language, type Text } from "../text.ts";
import { styleFor } from "./evidence-words.ts";
import { expressionText } from "./step-words.ts";

export const MARKS: Readonly<Record<StatusName, string>> = {
  met: "✓",
  not_met: "✗",
  unknown: "?",
  not_applicable: "–",
  waived: "m",
  scored: "·",
};

/** Words about one standard in one language: values, verdicts, what is lacking. */
export class Words {
  readonly language: Language;
  readonly standard: Standard;
  readonly #nodes;

  constructor(standard: Standard, language: Language) {
    this.standard = standard;
    this.language = language;
    this.#nodes = new Map(nodesOf(standard.criteria).map((node) => [node.id, node]));
  }

  say(code: LabelCode, args: Readonly<Record<string, string | number | Text>> = {}): string {
    return say(this.language, code, args);
  }

  /** A problem with its place, on one line. */
  problem(one: Problem): string {
    return `${placeOf(one.at)}${sayProblem(this.language, one)}`;
  }

  text(text: Text | undefined): string {
    return text === undefined ? "" : inLanguage(text, this.language);
  }

  /** The words for a level, for "none" and for "undetermined". */
  level(level: string): string {
    if (level === "none" || level === "undetermined") return this.say(`verdict/${this.standard.verdict}/${level}`);
    return this.text(this.standard.levels.find(({ id }) => id === level)?.title);
  }

  /** What is judged: wards, communes, or units of another kind. */
  unitName(): string {
    const { unit } = this.standard;
    return this.say(unit === "ward" || unit === "commune" ? `unit/${unit}` : "unit/other");
  }

  fields(ids: readonly string[]): string {
    return ids.map((id) => this.text(this.standard.fields.get(id)?.label)).join(" · ");
  }

  title(id: string): string {
    return this.text(this.#nodes.get(id)?.title);
  }

  /** What a line over the periods counts: wards that reached a level (null), or a criterion. */
  trend(criterion: string | null): string {
    return criterion === null
      ? this.say(`verdict/${this.standard.verdict}/reached`)
      : `${criterion} ${this.title(criterion)}`;
  }

  /** Points or a score; with `decimals`, as many as the figures around it have. */
  points({ low, high }: PointsRange, decimals?: number): string {
    const shown = (value: Fraction) =>
      decimals === undefined ? showNumber(value, this.language) : showFixed(value, this.language, decimals);
    return compare(low, high) === 0 ? shown(low) : `${shown(low)} – ${shown(high)}`;
  }

  /** The unit that a node's value is counted in: of a ratio its field's, of a number its own. */
  unit(node: NodeResult): string {
    const expression = this.#nodes.get(node.id)?.measure?.value?.expression;
    if (expression === undefined) return "";
    const isShare = expression.op === "apply" && expression.operation === "/" && expression.kind.is === "share";
    const inner = isShare ? expression.items[0] : expression;
    const field: Field | undefined = inner?.op === "field" ? this.standard.fields.get(inner.field) : undefined;
    if (field?.unit !== undefined) return this.text(field.unit);
    return expression.kind.is === "number" ? unitText(expression.kind.unit) : "";
  }

  isShare(id: string): boolean {
    return this.#nodes.get(id)?.measure?.value?.expression.kind.is === "share";
  }

  isDate(id: string): boolean {
    return this.#nodes.get(id)?.measure?.value?.expression.kind.is === "date";
  }

  /** A number of the node's kind: a percent, a day, or a number; beside `against` it never looks equal when it is not. */
  amount(id: string, value: Fraction, against?: Fraction): string {
    if (this.isDate(id)) return showDay(Number(value.n), this.language);
    return this.isShare(id) ? showPercent(value, this.language, against) : showNumber(value, this.language, against);
  }

  /** A node's value in words: `9/12 tổ`, `1,25 %`, `62,5 triệu đồng`. */
  value(node: NodeResult, value: NodeValue): string {
    if ("truth" in value) return String(value.truth);
    if ("word" in value) return value.word;
    const unit = this.unit(node);
    if ("part" in value) {
      const number = (part: Fraction) => showNumber(part, this.language);
      return `${number(value.part)}/${number(value.whole)}${unit === "" ? "" : ` ${unit}`}`;
    }
    const shown = this.amount(node.id, value.number, node.threshold ?? undefined);
    return this.isShare(node.id) || unit === "" || this.isDate(node.id) ? shown : `${shown} ${unit}`;
  }

  /** What a leaf lacks, in its own unit: `3.2: 9/12 tổ, cần 11 (thiếu 2)`; on paper with its title. */
  shortfall({ node, missing }: Shortfall, isTitled = false): string {
    const id = isTitled ? this.#named(node.id) : node.id;
    if (node.status === "unknown" || node.status === "scored") return this.#unknown(node, id, missing);
    if (node.value === null || "truth" in node.value) return this.say("lack/false", { id: this.#named(node.id) });
    const value = this.value(node, node.value);
    const { threshold, gap, require } = node;
    if (threshold === null || gap === null) return this.say("lack/test", { id, value, require: require ?? "" });
    const operator = this.#operator(node.id);
    const ceiling = operator === "≤" || operator === "<";
    const needed = this.#needed(node, node.value, threshold, operator);
    const lack = this.say(WORDS_FOR[operator] ?? "lack/at-least", { id, value, threshold: needed });
    const amount =
      gap.more === undefined
        ? this.#amountShort(node.id, gap.amount)
        : `${showNumber(gap.more, this.language)}${"part" in node.value ? "" : this.#unitAfter(node)}`;
    return `${lack} ${this.say(ceiling ? "lack/fewer" : "lack/more", { amount })}`;
  }

  /** What a ward lacks, on one line. */
  shortfalls(all: readonly Shortfall[]): string {
    return all.map((one) => this.shortfall(one)).join("; ");
  }

  #operator(id: string): string {
    const test = this.#nodes.get(id)?.measure?.require?.expression;
    return test?.op === "apply" ? test.operation : "";
  }

  #unitAfter(node: NodeResult): string {
    const unit = this.unit(node);
    return unit === "" ? "" : ` ${unit}`;
  }

  /** The threshold; for a ratio that the cell gave as n/d, the whole number of units that passes. */
  #needed(node: NodeResult, value: NodeValue, threshold: Fraction, operator: string): string {
    if ("part" in value && node.gap?.more !== undefined && (operator === "≥" || operator === ">")) {
      return showNumber(fraction(value.part.n * node.gap.more.d + node.gap.more.n, node.gap.more.d), this.language);
    }
    const reached = "number" in value ? value.number : threshold;
    if (this.isDate(node.id)) return this.amount(node.id, threshold);
    return this.isShare(node.id)
      ? showPercentThreshold(threshold, this.language, reached)
      : showThreshold(threshold, this.language, reached);
  }

  #amountShort(id: string, amount: Fraction): string {
    if (!this.isShare(id)) return showNumber(amount, this.language, ZERO);
    const points = fraction(amount.n * 100n, amount.d);
    return `${showNumber(points, this.language, ZERO)} ${this.say("lack/points-point")}`;
  }

  #unknown({ reason }: NodeResult, id: string, missing: readonly string[]): string {
    if (reason === "not_found") return this.say("lack/unknown-threshold", { id });
    if (reason === "set_by_overlay") return this.say("lack/unknown-overlay", { id });
    if (reason === "no_cases") return this.say("lack/unknown-no-cases", { id });
    if (missing.length === 0) return this.say("lack/unknown-applies", { id });
    return this.say("lack/unknown", { id, fields: this.fields(missing) });
  }

  /** The levels that are still possible. */
  possible({ possibleLevels }: WardResult): string {
    return this.say("possible", { levels: possibleLevels.map((level) => this.level(level)).join(" / ") });
  }

  /** Why the ward did not reach the next level up; conditions on criteria are told leaf by leaf. */
  blockers({ level, blockers, score, period }: WardResult): string[] {
    const reasons = blockers.flatMap(({ condition, ids, require, threshold, level: next }): string[] => {
      if (condition === "criteria") return [];
      if (condition === "mandatory" || condition === "disqualifier") {
        return [this.say(`lack/${condition}`, { ids: ids.map((id) => this.#named(id)).join(", ") })];
      }
      if (condition === "where") {
        const where = this.standard.levels.find(({ id }) => id === next)?.where?.expression;
        const text = where === undefined ? (require ?? "") : expressionText(where, styleFor(this, period));
        return [this.say("lack/where", { require: text })];
      }
      if (condition !== "score") return [this.say(`lack/${condition}`, { require: require ?? "" })];
      if (threshold === null || score === null || compare(score.high, threshold) > 0) {
        return [
          this.say("lack/score-test", { value: score === null ? "–" : this.points(score), require: require ?? "" }),
        ];
      }
      const value = showNumber(score.high, this.language, threshold);
      const amount = showNumber(subtract(threshold, score.high), this.language, ZERO);
      return [
        this.say("lack/score", { value, threshold: showThreshold(threshold, this.language, score.high), amount }),
      ];
    });
    const next = blockers[0]?.level;
    if (reasons.length === 0 || next === undefined || level === "none") return reasons;
    return [this.say("lack/next", { level: this.level(next), reasons: reasons.join("; ") })];
  }

  /** A node or a disqualifier by its id and title. */
  #named(id: string): string {
    const title = this.title(id) || this.text(this.standard.disqualifiers.find((one) => one.id === id)?.title);
    return title === "" ? id : `${id} ${title}`;
  }

  /** The cells that would settle an undetermined ward. */
  matters({ matters }: WardResult): string {
    const names = matters.map(({ field, period }) => this.fields([field]) + (period === null ? "" : ` (${period})`));
    return this.say("matters", { fields: names.join(" · ") });
  }
}

const WORDS_FOR: Readonly<Record<string, LabelCode>> = {
  "≥": "lack/at-least",
  ">": "lack/above",
  "≤": "lack/at-most",
  "<": "lack/below",
};
