import type { Expression } from "./expression.ts";
import type { Kind } from "./kind.ts";

/** What the names in an expression mean at the place where it stands. */
export interface Scope {
  /** what a name stands for; "text" for a field of free text, which decides nothing */
  readonly name: (name: string) => Expression | "text" | undefined;
  /** every name there is, for suggestions */
  readonly names: () => Iterable<string>;
  /** the unit of a ratio field's two numbers, or undefined when the name is no ratio field */
  readonly ratio: (name: string) => Kind | undefined;
  /** the kind of the value that a test looks at; undefined outside tests */
  readonly subject: Kind | undefined;
  /** can periods be counted back? not so for inspections, which have no calendar */
  readonly earlier: boolean;
  /** ids of nodes and tags of criteria, where a judged ward can be asked about; undefined elsewhere */
  readonly outcome: { readonly nodes: ReadonlySet<string>; readonly tags: ReadonlySet<string> } | undefined;
}

/** No names at all. */
export const EMPTY_SCOPE: Scope = {
  subject: undefined,
  outcome: undefined,
  earlier: false,
  names: () => [],
  ratio: () => undefined,
  name: () => undefined,
};
