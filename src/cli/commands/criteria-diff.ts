import { differencesOf } from "../../analysis/standard-diff.ts";
import { aspectText, diffDocument } from "../../report/diff-document.ts";
import { Words } from "../../report/words.ts";
import { writeStandardOutput } from "../output.ts";
import type { Action } from "../perform.ts";
import { NO_FILES, namedStandard, nameOf } from "../standards.ts";
import { formatAsked, writeDocument } from "./document-format.ts";

/** `criteria diff OLD NEW`: in what two standards differ by meaning, in words. */
export const criteriaDiff: Action = async (console, names, options) => {
  const format = formatAsked(options["format"] as string | undefined, ["table", "markdown", "json"]);
  const [before, after] = await Promise.all(
    names.slice(0, 2).map(async (name) => namedStandard(console.host, name, NO_FILES)),
  );
  if (before === undefined || after === undefined) throw new Error("two standards are needed");
  const differences = differencesOf(before.standard, after.standard);
  const sides = {
    before: new Words(before.standard, console.language),
    after: new Words(after.standard, console.language),
  };
  if (format !== "json") {
    await writeDocument(console, diffDocument(differences, sides), format);
    return {};
  }
  const list = differences.map((one) => {
    if (one.change !== "changed") return { change: one.change, kind: one.part.kind, id: one.part.id };
    const { change, aspect } = one;
    const { kind, id } = one.after;
    const [old, young] = [aspectText(one.before, aspect, sides.before), aspectText(one.after, aspect, sides.after)];
    return { change, kind, id, aspect, before: old, after: young };
  });
  const value = { before: nameOf(before.standard), after: nameOf(after.standard), differences: list };
  await writeStandardOutput(console.host, [`${JSON.stringify(value, null, 2)}\n`], console.language);
  return {};
};
