import {
  type CriteriaNode,
  type GroupRule,
  isCondition,
  type Level,
  type Parameter,
  type ParameterAmount,
  type Standard,
} from "../criteria/model.ts";
import { originOfNode } from "../criteria/origin.ts";
import { CLASS_SEPARATOR } from "../criteria/parameters.ts";
import type { Day } from "../exact/day.ts";
import { type Fraction, fraction } from "../exact/fraction.ts";
import { showDay, showNumber, showPercent } from "../messages/numbers.ts";
import type { Block, Document, DocumentCell } from "./document.ts";
import { pointsText } from "./points-text.ts";
import type { Words } from "./words.ts";

/** A standard for people: what it asks for, from which figures, by which thresholds, and how sure they are. */
export function standardDocument(standard: Standard, words: Words): Document {
  return [
    ...about(standard, words),
    ...section(words.say("show/criteria"), criteriaTable(standard, words)),
    ...section(words.say("show/levels"), levelsList(standard, words)),
    ...section(words.say("show/parameters"), parametersTable(standard, words)),
    ...section(
      words.say("show/checks"),
      namedList(
        standard.checks.map((check) => ({ ...check, text: check.require.text })),
        words,
      ),
    ),
    ...section(
      words.say("show/adjustments"),
      namedList(
        standard.adjustments.map((one) => ({ ...one, text: `${one.when.text}: ${number(one.points, words)}` })),
        words,
      ),
    ),
    ...section(
      words.say("show/disqualifiers"),
      namedList(
        standard.disqualifiers.map((one) => ({ ...one, text: one.when.text })),
        words,
      ),
    ),
    ...section(words.say("show/fields"), fieldsTable(standard, words)),
  ];
}

function section(title: string, block: Block | undefined): Block[] {
  return block === undefined ? [] : [{ is: "heading", text: title }, block];
}

const number = (value: Fraction, words: Words): string => showNumber(value, words.language);

export function span({ from, to }: { readonly from?: Day; readonly to?: Day }, words: Words): string {
  const day = (one: Day) => showDay(one, words.language);
  const parts = [
    ...(from === undefined ? [] : [words.say("show/from", { from: day(from) })]),
    ...(to === undefined ? [] : [words.say("show/to", { to: day(to) })]),
  ];
  return parts.length === 0 ? words.say("show/always") : parts.join(" ");
}

function about(standard: Standard, words: Words): Block[] {
  const { basis } = standard;
  const items = [
    `${standard.id}@${standard.version}`,
    `${words.say("show/provenance")}: ${words.say(`provenance/${standard.provenance}`)}`,
    `${words.say("show/in-force")}: ${span(standard.inForce, words)}`,
    ...(standard.layers.length === 0
      ? []
      : [words.say("show/layers", { layers: standard.layers.map((layer) => layer.standard).join(" → ") })]),
    ...(basis.document === undefined ? [] : [`${words.say("show/basis")}: ${basis.document}`]),
    ...(basis.issuer === undefined ? [] : [`${words.say("show/issuer")}: ${words.text(basis.issuer)}`]),
  ];
  return [
    { is: "heading", text: words.text(standard.title) },
    { is: "list", items },
    ...standard.notices.map((notice): Block => ({ is: "paragraph", notice: true, text: words.text(notice) })),
  ];
}

function criteriaTable(standard: Standard, words: Words): Block {
  const rows = (nodes: readonly CriteriaNode[]): DocumentCell[][] =>
    nodes.flatMap((node) => [
      [
        { text: node.id },
        { text: titleOf(node, standard, words) },
        { text: requirementOf(node, words) },
        { text: pointsText(node, words) },
        { text: node.clause ?? "" },
      ],
      ...rows(node.children),
    ]);
  return {
    is: "table",
    columns: [
      { title: "", align: "left" },
      { title: words.say("show/criteria"), align: "left", flexible: true },
      { title: words.say("show/require"), align: "left", flexible: true },
      { title: words.say("show/points"), align: "left", flexible: true },
      { title: words.say("show/clause"), align: "left", flexible: true },
    ],
    groups: [{ rows: rows(standard.criteria) }],
  };
}

function titleOf(node: CriteriaNode, standard: Standard, words: Words): string {
  const origin = originOfNode(standard, node.id);
  const marks = [
    ...(node.mandatory ? [words.say("show/mandatory")] : []),
    ...(isCondition(node) ? ["condition"] : []),
    ...(origin === undefined || origin === standard.layers[0]?.standard
      ? []
      : [words.say("show/by-layer", { layer: origin })]),
    ...(node.applies === undefined ? [] : [words.say("show/applies-when", { text: node.applies.text })]),
  ];
  return words.text(node.title) + (marks.length === 0 ? "" : ` (${marks.join("; ")})`);
}

export function requirementOf({ measure, group }: CriteriaNode, words: Words): string {
  if (group !== undefined) return ruleOf(group, words);
  if (measure === undefined) return "";
  return [measure.value?.text, measure.require?.text].filter((text) => text !== undefined).join(" ");
}

/** The rule of a group in words. */
export function ruleOf(rule: GroupRule, words: Words): string {
  if (rule.form === "at_least") return words.say("rule/at_least", { count: rule.count });
  return "test" in rule ? words.say(`rule/${rule.form}`, { text: rule.test.text }) : words.say(`rule/${rule.form}`);
}

function levelsList(standard: Standard, words: Words): Block | undefined {
  if (standard.levels.length === 0) return undefined;
  return {
    is: "list",
    items: standard.levels.map((level) => `${level.id} – ${words.text(level.title)}: ${levelText(level, words)}`),
  };
}

/** What a level requires, condition by condition. */
export function levelText({ criteria, score, eachCriterion, where }: Level, words: Words): string {
  return [
    ...(criteria === undefined ? [] : [words.say("rule/criteria", { rule: ruleOf(criteria, words) })]),
    ...(score === undefined ? [] : [words.say("rule/score", { text: score.text })]),
    ...(eachCriterion === undefined ? [] : [words.say("rule/each", { text: eachCriterion.text })]),
    ...(where === undefined ? [] : [where.text]),
  ].join("; ");
}

function parametersTable(standard: Standard, words: Words): Block | undefined {
  if (standard.parameters.size === 0) return undefined;
  const rows = [...standard.parameters.values()].flatMap((parameter) =>
    parameter.values.map((value): DocumentCell[] => [
      { text: parameter.id },
      { text: words.text(parameter.title) },
      { text: span(value, words) },
      {
        text: [...value.amounts]
          .map(
            ([classes, amount]) =>
              `${classes === "" ? "" : `${classes.replace(CLASS_SEPARATOR, ", ")}: `}${amountText(amount, parameter, words)}`,
          )
          .join("; "),
      },
      { text: words.say(`provenance/${value.provenance}`) },
    ]),
  );
  return {
    is: "table",
    columns: [
      { title: "", align: "left" },
      { title: words.say("show/label"), align: "left", flexible: true },
      { title: words.say("show/in-force"), align: "left", flexible: true },
      { title: words.say("show/value"), align: "left", flexible: true },
      { title: words.say("show/provenance"), align: "left", flexible: true },
    ],
    groups: [{ rows }],
  };
}

function amountText(amount: ParameterAmount, { type, unit }: Parameter, words: Words): string {
  if (amount === "not_found") return words.say("show/not-found");
  if (amount === "set_by_overlay") return words.say("show/set-by-overlay");
  if (type === "percent") return showPercent(fraction(amount.n, amount.d), words.language);
  return `${number(amount, words)}${unit === undefined ? "" : ` ${words.text(unit)}`}`;
}

function namedList(
  items: readonly { readonly id: string; readonly title: Standard["title"]; readonly text: string }[],
  words: Words,
): Block | undefined {
  if (items.length === 0) return undefined;
  return { is: "list", items: items.map(({ id, title, text }) => `${id} ${words.text(title)}: ${text}`) };
}

function fieldsTable(standard: Standard, words: Words): Block {
  return {
    is: "table",
    columns: [
      { title: words.say("show/field"), align: "left", flexible: true },
      { title: words.say("show/label"), align: "left", flexible: true },
      { title: words.say("show/type"), align: "left" },
      { title: words.say("show/unit"), align: "left" },
    ],
    groups: [
      {
        rows: [...standard.fields.values()].map(({ id, label, type, unit, choices }) => [
          { text: id },
          { text: words.text(label) },
          { text: type === "choice" ? choices.join("/") : type },
          { text: words.text(unit) },
        ]),
      },
    ],
  };
}
