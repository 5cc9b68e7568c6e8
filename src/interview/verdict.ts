import { type CriteriaNode, nodesOf } from "../criteria/model.ts";
import type { WardResult } from "../engine/result.ts";
import { STATUS_NAMES, type StatusName } from "../engine/status.ts";
import type { Problem } from "../problem.ts";
import type { Words } from "../report/words.ts";
import type { Standing } from "./assessment.ts";

/** The verdict so far on one line: `6 đạt, 1 chưa đủ số liệu · 85 điểm · chưa kết luận được`. */
export function verdictLine({ ward, problems }: Standing, words: Words): string {
  if (ward === undefined) return words.say(problems.some(isError) ? "assess/verdict-refused" : "assess/verdict-none");
  const level = ward.level === null ? "" : words.level(ward.level);
  const score = ward.score === null ? "" : words.say("assess/points", { points: words.points(ward.score) });
  const possible = ward.possibleLevels.length > 0 ? words.possible(ward) : "";
  return [countsOf(ward, words), score, level, possible].filter((part) => part !== "").join(" · ");
}

const isError = ({ severity }: Problem): boolean => severity === "error";

/** How many criteria have which status. */
function countsOf(ward: WardResult, words: Words): string {
  const top = new Set(words.standard.criteria.map(({ id }) => id));
  const statuses = ward.nodes.filter(({ id }) => top.has(id)).map(({ status }) => status);
  return STATUS_NAMES.flatMap((status) => {
    const count = statuses.filter((one) => one === status).length;
    return count === 0 ? [] : [`${count} ${words.say(`status/${status}`)}`];
  }).join(", ");
}

/** What became of one criterion: `TC2 Giảm nghèo: đạt`. */
export function criterionLine({ id, title }: CriteriaNode, { ward }: Standing, words: Words): string {
  const status = statusOf(id, ward);
  return `${id} ${words.text(title)}: ${words.say(status === undefined ? "assess/verdict-none" : `status/${status}`)}`;
}

const statusOf = (id: string, ward: WardResult | undefined): StatusName | undefined =>
  ward?.nodes.find((node) => node.id === id)?.status;

/** What a figure is needed for: tests with clauses, and how they stand now. */
export function whyLines(users: readonly CriteriaNode[], { ward }: Standing, words: Words): string[] {
  const nodes = nodesOf(words.standard.criteria);
  return users.flatMap(({ id, title, measure, applies, clause, parent }) => {
    const test = measure?.require?.text ?? words.say("assess/no-test");
    const named = clause ?? nodes.find((node) => node.id === parent)?.clause ?? words.standard.basis.document ?? "–";
    const status = statusOf(id, ward);
    const standing = status === undefined ? "" : words.say(`status/${status}`);
    const when = applies === undefined ? [] : [words.say("assess/why-applies", { test: applies.text })];
    return [words.say("assess/why", { id, title: words.text(title), test, clause: named, standing }), ...when];
  });
}
