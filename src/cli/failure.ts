import type { Problem } from "../problem.ts";
import type { Ending } from "./exit-code.ts";

/** Ends a command early with problems and a cause; the runner tells them and sets the exit code. */
export class Failure extends Error {
  readonly problems: readonly Problem[];
  readonly ending: Ending;

  constructor(ending: Ending, problems: readonly Problem[]) {
    super(problems[0]?.code ?? "failure");
    this.ending = ending;
    this.problems = problems;
  }
}
