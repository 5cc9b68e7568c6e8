import { byMerit } from "../../analysis/ranking.ts";
import { dataScope, outcomeScope } from "../../criteria/formulas.ts";
import { nodesOf, type Standard } from "../../criteria/model.ts";
import type { JudgeOptions } from "../../engine/judge.ts";
import { levelNames } from "../../engine/level-pass.ts";
import type { Chosen, WardResult } from "../../engine/result.ts";
import { STATUS_NAMES } from "../../engine/status.ts";
import { compare } from "../../exact/fraction.ts";
import { checkTree } from "../../expression/check.ts";
import type { Expression } from "../../expression/expression.ts";
import { parseExpression } from "../../expression/parse.ts";
import { fold } from "../../fold.ts";
import type { WardTable } from "../../intake/table.ts";
import { nearest, type Problem, problem } from "../../problem.ts";
import { Failure } from "../failure.ts";

/** Checks `--where`: it sees fields, `score`, `level`, and the statuses of nodes whose id is a name. */
export function whereExpression(standard: Standard, text: string | undefined): Expression | undefined {
  if (text === undefined) return undefined;
  const nodes = nodesOf(standard.criteria);
  const ids = new Set(nodes.map(({ id }) => id));
  const tags = new Set(standard.criteria.flatMap((node) => node.tags));
  const base = outcomeScope(dataScope(standard.fields, standard.parameters, standard.period), ids, tags);
  const normal = text.normalize("NFC");
  const parsed = parseExpression(normal);
  const scope: typeof base = {
    ...base,
    names: () => [...base.names(), "level", ...ids],
    name: (name) => {
      if (name === "level")
        return { op: "outcome", name: "level", of: "", kind: { is: "choice", values: levelNames(standard.levels) } };
      const known = base.name(name);
      return known === undefined && ids.has(name)
        ? { op: "outcome", name: "status", of: name, kind: { is: "choice", values: STATUS_NAMES } }
        : known;
    },
  };
  const checked = parsed.fault ? { faults: [parsed.fault] } : checkTree(parsed.tree, scope, "condition");
  if (checked.faults === undefined) return checked.expression;
  const at = (start: number) => ({ file: "--where", line: 1, column: start + 1, source: normal });
  throw new Failure(
    { usage: true },
    checked.faults.map(({ code, args, span }): Problem => problem(code, args, at(span.start))),
  );
}

/** Checks `--only`. */
export function onlyLevel(standard: Standard, level: string | undefined): string | undefined {
  if (level === undefined) return undefined;
  const names = levelNames(standard.levels);
  if (standard.levels.length > 0 && names.includes(level)) return level;
  throw new Failure({ usage: true }, [
    problem("usage/no-such-level", { seen: level, values: standard.levels.length === 0 ? "–" : names.join(", ") }),
  ]);
}

/** Sorts wards as asked for: by score, by how little is lacking, or by name. */
export function sortedWards(
  standard: Standard,
  wards: Iterable<WardResult>,
  order: "score" | "gap" | "name",
): WardResult[] {
  const all = [...wards];
  if (order === "name") {
    const collator = new Intl.Collator("vi", { numeric: true });
    return all.toSorted((a, b) => collator.compare(a.name, b.name) || byMerit(standard)(a, b));
  }
  if (order === "gap") return all.toSorted((a, b) => lacking(a) - lacking(b) || byMerit(standard)(a, b));
  return all.toSorted((a, b) => {
    if (a.score === null || b.score === null)
      return (a.score === null ? 1 : 0) - (b.score === null ? 1 : 0) || byMerit(standard)(a, b);
    return compare(b.score.low, a.score.low) || byMerit(standard)(a, b);
  });
}

const lacking = ({ criteria }: WardResult): number => criteria.of - criteria.met;

/** Wards by code, or by name with case and spelling folded. */
export function rowsAsked(wards: readonly string[] | undefined): JudgeOptions["rows"] {
  if (wards === undefined) return undefined;
  const wanted = new Set(wards.flatMap((ward) => [ward, fold(ward)]));
  return ({ ward, name }) => wanted.has(ward) || wanted.has(fold(name));
}

/** Chooses wards while the rows go by, and tells at the end whether all that were asked for were among them. */
export class WardChoice {
  readonly #asked: readonly string[];
  readonly #seen = new Set<string>();
  readonly rows: JudgeOptions["rows"];

  constructor(wards: readonly string[] = []) {
    const isAsked = wards.length === 0 ? undefined : rowsAsked(wards);
    this.#asked = wards.map(fold);
    this.rows =
      isAsked &&
      ((row) => {
        const isChosen = isAsked(row);
        if (isChosen) for (const name of [row.ward, row.name]) this.#seen.add(fold(name));
        return isChosen;
      });
  }

  get sawAll(): boolean {
    return this.#asked.every((ward) => this.#seen.has(ward));
  }
}

/** Every ward that is asked for must be there: a misspelt one would be left out without a word. */
export function checkWards(wards: readonly string[] | undefined, table: WardTable): void {
  if (wards === undefined) return;
  const known = new Map<string, string>();
  for (const batch of table.batches) {
    for (const code of batch.wards) known.set(fold(code), code);
    for (const name of batch.names) known.set(fold(name), name);
  }
  const lost = wards.filter((ward) => !known.has(fold(ward)));
  if (lost.length === 0) return;
  const like = (ward: string) => known.get(nearest(fold(ward), known.keys()) ?? "") ?? "–";
  throw new Failure(
    { usage: true },
    lost.map((ward) => problem("usage/no-such-ward", { seen: ward, suggestion: like(ward) })),
  );
}

/** What was chosen, for the result to say so. */
export function chosenOf({
  period,
  ward,
  where,
  only,
}: {
  readonly period?: string;
  readonly ward?: readonly string[];
  readonly where?: string;
  readonly only?: string;
}): Chosen | null {
  if (period === undefined && ward === undefined && where === undefined && only === undefined) return null;
  return { period: period ?? null, ward: ward ?? [], where: where ?? null, only: only ?? null };
}
