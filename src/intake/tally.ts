import { type Argument, type Position, type Problem, type ProblemCode, problem } from "../problem.ts";

/** So many lines are named. */
const MOST_LINES = 20;

/** Counts warnings of one kind in one column, so that a thousand dashes are one line. */
export class Tally {
  readonly #counts = new Map<
    string,
    {
      readonly code: ProblemCode;
      readonly args: Readonly<Record<string, Argument>>;
      readonly at: Position;
      readonly lines: number[];
      count: number;
    }
  >();

  /** @param args the first of the kind; `key` tells kinds of one code apart */
  add(code: ProblemCode, key: string, args: Readonly<Record<string, Argument>>, at: Position): void {
    const known = this.#counts.get(`${code} ${key}`);
    if (known === undefined) this.#counts.set(`${code} ${key}`, { code, args, at, count: 1, lines: [at.line ?? 0] });
    else {
      known.count++;
      if (known.lines.length < MOST_LINES && at.line !== undefined) known.lines.push(at.line);
    }
  }

  /** One problem for each kind, at the place of its first. */
  problems(): Problem[] {
    return [...this.#counts.values()].map(({ code, args, at, count, lines }) => {
      const rest = count > lines.length ? ", …" : "";
      return problem(code, { ...args, count, lines: `${lines.join(", ")}${rest}` }, at);
    });
  }
}
