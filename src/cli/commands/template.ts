import { problem } from "../../problem.ts";
import { csvTemplate } from "../../template/csv.ts";
import { Failure } from "../failure.ts";
import { checkOutputs, writeFiles, writeStandardOutput } from "../output.ts";
import type { Action } from "../run.ts";
import { NO_FILES, namedStandard } from "../standards.ts";

interface TemplateOptions {
  readonly criteria?: string;
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
  const { output, criteria } = options;
  if (criteria === undefined) throw new Failure({ usage: true }, [problem("usage/no-criteria", {})]);
  if (output !== undefined && /\.[^./\\]+$/.test(output) && !/\.(csv|txt)$/i.test(output)) {
    throw new Failure({ usage: true }, [problem("usage/template-file", { seen: output })]);
  }
  if (output !== undefined) await checkOutputs(console.host, [output], [criteria], console.language);
  const { standard } = await namedStandard(console.host, criteria, NO_FILES);
  const chunks = () => [csvTemplate(standard, console.language, options.excel ?? false)];
  if (output === undefined) await writeStandardOutput(console.host, chunks(), console.language);
  else await writeFiles(console.host, [{ file: output, chunks }], console.language);
  return {};
};
