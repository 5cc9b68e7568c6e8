import { parse } from "yaml";
import type { Standard } from "../../criteria/model.ts";
import { CRITERIA_SCHEMA } from "../../criteria/schema.ts";
import { formatDay } from "../../exact/day.ts";
import { say } from "../../messages/say.ts";
import { hasErrors, type Problem } from "../../problem.ts";
import { completenessOf, listDocument } from "../../report/list-document.ts";
import { standardDocument } from "../../report/standard-document.ts";
import { Words } from "../../report/words.ts";
import { WAIVER_SCHEMA } from "../../waivers/schema.ts";
import type { Console } from "../console.ts";
import { writeStandardOutput } from "../output.ts";
import type { Action } from "../perform.ts";
import { bundledStandards, NO_FILES, namedStandard, nameOf, readStandard } from "../standards.ts";
import { formatAsked, type ShowFormat, writeDocument } from "./document-format.ts";

const SHOW_FORMATS: readonly ShowFormat[] = ["table", "markdown", "json"];

const writeJson = (console: Console, value: unknown): Promise<void> =>
  writeStandardOutput(console.host, [`${JSON.stringify(value, null, 2)}\n`], console.language);

/** `criteria list`: the bundled standards and how sure each is. */
export const criteriaList: Action = async (console, _names, options) => {
  const format = formatAsked(options["format"] as string | undefined, SHOW_FORMATS);
  const standards = await bundledStandards(console.host);
  if (format === "json") {
    await writeJson(console, standards.map(summary));
    return {};
  }
  await writeDocument(
    console,
    listDocument(standards, (standard) => new Words(standard, console.language)),
    format,
  );
  return {};
};

function summary(standard: Standard): Readonly<Record<string, unknown>> {
  const { from, to } = standard.inForce;
  const complete = completenessOf(standard);
  return {
    id: standard.id,
    version: standard.version,
    title: standard.title,
    provenance: standard.provenance,
    in_force: { from: from === undefined ? null : formatDay(from), to: to === undefined ? null : formatDay(to) },
    criteria: standard.criteria.length,
    fields: standard.fields.size,
    indicators: complete.indicators,
    examples: complete.examples,
    thresholds_not_found: complete.notFound,
    notices: standard.notices,
    levels: standard.levels.map(({ id }) => id),
  };
}

/** `criteria show`: one standard for people, as Markdown, or the file's content as JSON. */
export const criteriaShow: Action = async (console, names, options) => {
  const format = formatAsked(options["format"] as string | undefined, SHOW_FORMATS);
  const { standard, problems } = await namedStandard(console.host, names[0] ?? "", NO_FILES);
  await console.tell(problems);
  if (format === "json") await writeJson(console, parse(standard.text, { schema: "failsafe" }));
  else await writeDocument(console, standardDocument(standard, new Words(standard, console.language)), format);
  return {};
};

/** `criteria validate FILE…`: every problem of every file; exit 2 when one has errors. */
export const criteriaValidate: Action = async (console, names) => {
  const problems: Problem[] = [];
  for (const name of names) {
    const read = await readStandard(console.host, name);
    problems.push(...read.problems);
    const { standard } = read;
    if (standard === undefined) continue;
    const [id = "", version = ""] = nameOf(standard).split("@");
    const args = { file: name, id, version, criteria: standard.criteria.length, fields: standard.fields.size };
    await writeStandardOutput(console.host, [`${say(console.language, "validate/ok", args)}\n`], console.language);
  }
  await console.tell(problems);
  return { usage: hasErrors(problems) };
};

/** `criteria schema`: the JSON Schema by which editors complete and check criteria files, or waiver files. */
export const criteriaSchema: Action = async (console, _names, options) => {
  await writeJson(console, options["waivers"] === true ? WAIVER_SCHEMA : CRITERIA_SCHEMA);
  return {};
};
