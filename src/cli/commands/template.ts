import type { Standard } from "../../criteria/model.ts";
import { readWardList } from "../../intake/ward-list.ts";
import { hasErrors, problem } from "../../problem.ts";
import { writeWorkbook } from "../../spreadsheet/write.ts";
import { csvTemplate } from "../../template/csv.ts";
import type { FormRows } from "../../template/form.ts";
import { workbookTemplate } from "../../template/workbook.ts";
import type { Console } from "../console.ts";
import { Failure } from "../failure.ts";
import { checkOutputs, writeFile, writeStandardOutput } from "../output.ts";
import type { Action } from "../perform.ts";
import { readWardFiles } from "../read.ts";
import { NO_FILES, namedStandard } from "../standards.ts";
import { periodAsked } from "./intake.ts";

interface TemplateOptions {
  readonly criteria?: string;
  readonly wards?: string;
  readonly period?: string;
  readonly format?: string;
  readonly output?: string;
  readonly excel?: boolean;
}

const FORMATS = ["csv", "xlsx"] as const;
type FormFormat = (typeof FORMATS)[number];

/** `model-ward template`: a blank form for a standard, so that nobody has to guess column names. */
export const template: Action = async (console, _names, given) => {
  const options = given as unknown as TemplateOptions;
  const { output, criteria, wards } = options;
  const format = formatOf(options);
  if (criteria === undefined) throw new Failure({ usage: true }, [problem("usage/no-criteria", {})]);
  if (format === "xlsx" && output === undefined)
    throw new Failure({ usage: true }, [problem("usage/binary-needs-output", { format })]);
  const inputs = [criteria, wards].filter((name) => name !== undefined);
  if (output !== undefined) await checkOutputs(console.host, [output], inputs, console.language);
  const { standard } = await namedStandard(console.host, criteria, NO_FILES);
  const rows = await formRows(console, standard, options);
  const content =
    format === "xlsx"
      ? [await writeWorkbook(workbookTemplate(standard, console.language, rows))]
      : [csvTemplate(standard, console.language, options.excel ?? false, rows)];
  if (output !== undefined) await writeFile(console.host, output, content, console.language);
  else await writeStandardOutput(console.host, content, console.language);
  return {};
};

/** The format asked for, else by the file's name; the two must agree. */
function formatOf({ format: asked, output }: TemplateOptions): FormFormat {
  const known = FORMATS.find((one) => one === asked);
  if (asked !== undefined && known === undefined)
    throw new Failure({ usage: true }, [problem("usage/unknown-format", { seen: asked, values: FORMATS.join(", ") })]);
  const extension = output === undefined ? undefined : /\.([^./\\]+)$/.exec(output)?.[1]?.toLowerCase();
  const named = extension === "txt" ? "csv" : extension;
  const format = known ?? (named === "xlsx" ? "xlsx" : "csv");
  if (named !== undefined && named !== format)
    throw new Failure({ usage: true }, [problem("usage/template-file", { format, seen: output ?? "" })]);
  return format;
}

/** The wards of `--wards` and the period of `--period`, which the form's rows begin with. */
async function formRows(console: Console, standard: Standard, options: TemplateOptions): Promise<FormRows> {
  const period = periodAsked(standard.period, options.period)?.label ?? "";
  if (options.wards === undefined) return { wards: [], period };
  const [file] = await readWardFiles(console.host, [options.wards]);
  if (file === undefined) return { wards: [], period };
  const { wards, problems } = readWardList(standard, file, {});
  if (hasErrors(problems)) throw new Failure({ refused: true }, problems);
  await console.tell(problems);
  return { wards, period };
}
