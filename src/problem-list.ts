import { type Problem, problem, type Severity } from "./problem.ts";

/** So many problems of each severity are kept; the rest are counted, but for notes. */
const MOST_KEPT = 10_000;

/** Gathers problems without growing beyond bounds. */
export class ProblemList {
  readonly #kept: Problem[] = [];
  readonly #seen: Record<Severity, number> = { error: 0, warning: 0, note: 0 };

  add(...problems: readonly Problem[]): void {
    for (const one of problems) if (this.#seen[one.severity]++ < MOST_KEPT) this.#kept.push(one);
  }

  get errors(): number {
    return this.#seen.error;
  }

  /** What was kept, and how many were left out. */
  finish(): readonly Problem[] {
    const left = (severity: Severity) => Math.max(0, this.#seen[severity] - MOST_KEPT);
    const [errors, warnings] = [left("error"), left("warning")];
    if (errors + warnings === 0) return this.#kept;
    return [...this.#kept, problem("data/more-problems", { count: errors + warnings, errors, warnings })];
  }
}
