import { parse } from "yaml";
import type { Standard } from "../../criteria/model.ts";
import { formatDay } from "../../exact/day.ts";
import { say } from "../../messages/say.ts";
import { hasErrors, type Problem, problem } from "../../problem.ts";
import type { Document } from "../../report/document.ts";
import { listDocument } from "../../report/list-document.ts";
import { markdownLines } from "../../report/markdown.ts";
import { standardDocument } from "../../report/standard-document.ts";
import { terminalLines } from "../../report/terminal.ts";
import { Words } from "../../report/words.ts";
import type { Console } from "../console.ts";
import { Failure } from "../failure.ts";
import { writeStandardOutput } from "../output.ts";
import type { Action } from "../run.ts";
import { bundledStandards, namedStandard, nameOf, readStandard } from "../standards.ts";

const SHOW_FORMATS = ["table", "markdown", "json"] as const;
type ShowFormat = (typeof SHOW_FORMATS)[number];

function formatAsked(options: Readonly<Record<string, unknown>>, formats: readonly ShowFormat[]): ShowFormat {
  const asked = options["format"] as string | undefined;
  const format = asked === undefined ? "table" : formats.find((one) => one === asked);
  if (format === undefined)
    throw new Failure({ usage: true }, [
      problem("usage/unknown-format", { seen: asked ?? "", values: formats.join(", ") }),
    ]);
  return format;
}

async function write(console: Console, document: Document, format: ShowFormat): Promise<void> {
  const page = { width: console.width, chalk: console.chalkFor("stdout") };
  const lines = format === "markdown" ? markdownLines(document) : terminalLines(document, page);
  await writeStandardOutput(
    console.host,
    [...lines].map(
      (line) => `${line}
`,
    ),
    console.language,
  );
}

const writeJson = (console: Console, value: unknown): Promise<void> =>
  writeStandardOutput(console.host, [`${JSON.stringify(value, null, 2)}\n`], console.language);

/** `criteria list`: the bundled standards and how sure each is. */
export const criteriaList: Action = async (console, _names, options) => {
  const format = formatAsked(options, ["table", "markdown", "json"]);
  const standards = await bundledStandards(console.host);
  if (format === "json") {
    await writeJson(console, standards.map(summary));
    return {};
  }
  const word = (code: Parameters<typeof say>[1]) => say(console.language, code);
  const titles = {
    standard: word("list/standard"),
    title: word("list/title"),
    provenance: word("show/provenance"),
    inForce: word("show/in-force"),
  };
  await write(
    console,
    listDocument(standards, (standard) => new Words(standard, console.language), titles),
    format,
  );
  return {};
};

function summary(standard: Standard): Readonly<Record<string, unknown>> {
  const { from, to } = standard.inForce;
  return {
    id: standard.id,
    version: standard.version,
    title: standard.title,
    provenance: standard.provenance,
    in_force: { from: from === undefined ? null : formatDay(from), to: to === undefined ? null : formatDay(to) },
    criteria: standard.criteria.length,
    fields: standard.fields.size,
    levels: standard.levels.map(({ id }) => id),
  };
}

/** `criteria show`: one standard for people, as Markdown, or the file's content as JSON. */
export const criteriaShow: Action = async (console, names, options) => {
  const format = formatAsked(options, SHOW_FORMATS);
  const { standard, problems } = await namedStandard(console.host, names[0] ?? "", []);
  await console.tell(problems);
  if (format === "json") await writeJson(console, parse(standard.text, { schema: "failsafe" }));
  else await write(console, standardDocument(standard, new Words(standard, console.language)), format);
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
