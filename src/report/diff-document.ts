import type { Difference, Part } from "../analysis/standard-diff.ts";
import type { Standard } from "../criteria/model.ts";
import { nodesOf } from "../criteria/model.ts";
import { CLASS_SEPARATOR } from "../criteria/parameters.ts";
import type { Document } from "./document.ts";
import { exact } from "./exact-words.ts";
import { pointsText } from "./points-text.ts";
import { levelText, requirementOf, span } from "./standard-document.ts";
import type { Words } from "./words.ts";

/** Both sides of a comparison. */
export interface Compared {
  readonly before: Words;
  readonly after: Words;
}

/** What differs between two standards, one line a difference. */
export function diffDocument(differences: readonly Difference[], sides: Compared): Document {
  const name = ({ standard }: Words) => `${standard.id}@${standard.version}`;
  const head = sides.after.say("diff/head", { old: name(sides.before), new: name(sides.after) });
  const lines = differences.map((difference) => differenceLine(difference, sides));
  return [
    { is: "heading", text: head },
    { is: "list", items: lines.length === 0 ? [sides.after.say("diff/same")] : lines },
  ];
}

function differenceLine(difference: Difference, { before, after }: Compared): string {
  if (difference.change !== "changed") {
    const { kind, id, title } = difference.part;
    return after.say(`diff/${difference.change}`, { kind: after.say(`kind/${kind}`), id, title });
  }
  const { aspect } = difference;
  const [old, young] = [aspectText(difference.before, aspect, before), aspectText(difference.after, aspect, after)];
  const { kind, id } = difference.after;
  return after.say("diff/changed", {
    part: id === "" ? after.say(`kind/${kind}`) : `${after.say(`kind/${kind}`)} ${id}`,
    aspect: after.say(`aspect/${aspect}`),
    before: old,
    after: old === young ? `${young} (${after.say("diff/otherwise")})` : young,
  });
}

/** One aspect of a part in the words of its standard. */
export function aspectText(
  part: Part,
  aspect: Extract<Difference, { change: "changed" }>["aspect"],
  words: Words,
): string {
  const value = part.aspects[aspect];
  const text = aspectWords(part, aspect, words) ?? (value === undefined ? "" : plain(value));
  return text === "" ? words.say("diff/none") : text;
}

function aspectWords(part: Part, aspect: string, words: Words): string | undefined {
  const { standard } = words;
  const isNode = ["criterion", "indicator", "part"].includes(part.kind);
  const node = isNode ? nodesOf(standard.criteria).find(({ id }) => id === part.id) : undefined;
  const level = part.kind === "level" ? standard.levels.find(({ id }) => id === part.id) : undefined;
  if (aspect === "title") return words.text(part.title);
  if (aspect === "in_force") return span(standard.inForce, words);
  if (aspect === "notices") return standard.notices.map((notice) => words.text(notice)).join(" / ");
  if (aspect === "mandatory") return words.say(node?.mandatory === true ? "diff/yes" : "diff/no");
  if (aspect === "provenance") return words.say(`provenance/${node?.provenance ?? standard.provenance}`);
  if (aspect === "requirement" && node !== undefined) return requirementOf(node, words);
  if (aspect === "requirement" && level !== undefined) return levelText(level, words);
  if (aspect === "points" && node !== undefined) return pointsText(node, words);
  if (aspect === "values") return valuesText(standard, part.id, words);
  return undefined;
}

function valuesText({ parameters }: Standard, id: string, words: Words): string {
  const parameter = parameters.get(id);
  const kind = parameter?.type === "percent" ? ({ is: "share" } as const) : ({ is: "number", unit: {} } as const);
  const entries = (parameter?.values ?? []).map((value) => {
    const amounts = [...value.amounts].map(([classes, amount]) => {
      const shown = typeof amount === "string" ? words.say(`threshold/${amount}`) : exact(amount, kind, words);
      return classes === "" ? shown : `${classes.replace(CLASS_SEPARATOR, ", ")}: ${shown}`;
    });
    return `${amounts.join("; ")} (${span(value, words)})`;
  });
  return entries.join(" / ");
}

/** What has no words of its own: formulas as the file writes them, else its values one after the other. */
function plain(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  if ("text" in value && typeof value.text === "string") return value.text;
  if ("n" in value && "d" in value) return value.d === 1n ? String(value.n) : `${value.n}/${value.d}`;
  if (Array.isArray(value)) return value.map(plain).join(", ");
  if ("vi" in value || "en" in value) return Object.values(value).join(" / ");
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined && inner !== false && !(Array.isArray(inner) && inner.length === 0))
    .map(([key, inner]) => `${key} ${plain(inner)}`)
    .join(", ");
}
