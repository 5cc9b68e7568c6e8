import type { Node } from "yaml";
import type { Argument, Position, Problem, ProblemCode } from "../problem.ts";

/** What readers of a criteria file need of it: one file, or several laid over one another. */
export interface YamlSource {
  /** the text that offsets count in */
  readonly text: string;
  readonly problems: Problem[];
  readonly root: Node | undefined;
  /** where things with an id begin, by family and id: `node TC1` */
  readonly places: Map<string, number>;
  report(code: ProblemCode, offset: number, args?: Readonly<Record<string, Argument>>): undefined;
  reportAt(code: ProblemCode, node: Node, args?: Readonly<Record<string, Argument>>): undefined;
  position(offset: number): Position;
}
