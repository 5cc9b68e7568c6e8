import { problem } from "../../problem.ts";
import { csvTemplate } from "../../template/csv.ts";
import { Failure } from "../failure.ts";
import { checkOutputs, writeFiles, writeStandardOutput } from "../output.ts";
import type { Action } from "../run.ts";
import { namedStandard } from "../standards.ts";

interface TemplateOptions {
  readonly criteria: string;
  readonly format?: string;
  readonly output?: string;
  readonly excel?: boolean;
}

/** `model-ward template`: the header that a standard expects, so that nobody has to guess column names. */
export const template: Action = async (console, _names, given) => {
  const options = given as unknown as TemplateOptions;
  if (options.format !== undefined && options.format !== "csv") {
    throw new Failure({ usage: true }, [problem("usage/unknown-format", { seen: options.format, values: "csv" })]);
  }
  const { standard } = await namedStandard(console.host, options.criteria, []);
  const chunks = () => [csvTemplate(standard, console.language, options.excel ?? false)];
  if (options.output === undefined) {
    await writeStandardOutput(console.host, chunks());
    return {};
  }
  await checkOutputs(console.host, [options.output], []);
  await writeFiles(console.host, [{ file: options.output, chunks }], console.language);
  return {};
};
