import path from "node:path";
import { Entries } from "../criteria/entries.ts";
import { YamlFile } from "../criteria/yaml-file.ts";
import { hasErrors } from "../problem.ts";
import type { Language } from "../text.ts";
import { Failure } from "./failure.ts";
import type { Host } from "./host-interface.ts";
import { readYaml, shownName } from "./read.ts";

/** What a settings file may say in place of options. */
export interface Settings {
  /** the file, as messages show it */
  readonly file: string;
  readonly criteria?: string;
  readonly lang?: Language;
}

const USUAL = "model-ward.yaml";

/**
 * Reads `--settings`, else `model-ward.yaml` in the current folder when there is one. A criteria file that it names is
 * looked for beside it.
 */
export async function readSettings(host: Host, asked: string | undefined): Promise<Settings | undefined> {
  const file = asked ?? USUAL;
  const { text, problem: fault } = await readYaml(host, file, shownName(file));
  if (fault !== undefined) {
    if (asked === undefined && fault.args["detail"] === "ENOENT") return undefined;
    throw new Failure({ usage: true }, [fault]);
  }
  const source = new YamlFile(shownName(file), text);
  const entries = source.root === undefined ? undefined : Entries.open(source, source.root, ["criteria", "lang"]);
  const criteria = entries?.words("criteria");
  const lang = entries?.choice("lang", ["vi", "en"]);
  if (hasErrors(source.problems)) throw new Failure({ usage: true }, source.problems);
  const isFile = criteria !== undefined && /\.ya?ml$/i.test(criteria);
  const beside = isFile && !path.isAbsolute(criteria) ? path.join(path.dirname(file), criteria) : criteria;
  return { file: shownName(file), ...(beside !== undefined && { criteria: beside }), ...(lang && { lang }) };
}
