import type { CriteriaNode, Standard } from "../criteria/model.ts";
import type { NodeResult, WardResult } from "../engine/result.ts";
import type { Expression } from "../expression/expression.ts";
import { styleFor } from "./evidence-words.ts";
import { ruleOf } from "./standard-document.ts";
import { expressionText } from "./step-words.ts";
import type { Words } from "./words.ts";

/** What a node requires of a ward, in words: the threshold as it stood for it, else the test with names for ids. */
export function requirementText(
  node: NodeResult,
  { measure, group }: CriteriaNode,
  { period }: Pick<WardResult, "period">,
  words: Words,
): string {
  if (group !== undefined) return ruleOf(group, words);
  const test = measure?.require?.expression;
  if (node.threshold !== null && test?.op === "apply")
    return `${test.operation} ${words.amount(node.id, node.threshold)}`;
  const expression = test ?? measure?.value?.expression;
  if (expression === undefined) return "";
  return answerWanted(expression, words.standard, words) ?? expressionText(expression, styleFor(words, period));
}

/** Of a question of yes and no alone, the answer that is wanted. */
function answerWanted(expression: Expression, { fields }: Standard, words: Words): string | undefined {
  const isQuestion = (one: Expression | undefined) =>
    one?.op === "field" && one.aspect === "value" && fields.get(one.field)?.type === "boolean";
  if (isQuestion(expression)) return words.say("cell/true");
  if (expression.op === "field") return "";
  const isDenied = expression.op === "apply" && expression.operation === "not" && isQuestion(expression.items[0]);
  return isDenied ? words.say("cell/false") : undefined;
}
