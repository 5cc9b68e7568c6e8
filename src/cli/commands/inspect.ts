import type { DataShape, Field, Standard } from "../../criteria/model.ts";
import { type Inspection, inspect as inspectFiles } from "../../intake/inspect.ts";
import { recognise } from "../../intake/recognise.ts";
import { inspectionDocument } from "../../report/inspection-document.ts";
import { inspectionJson } from "../../report/inspection-json.ts";
import type { Console } from "../console.ts";
import { writeStandardOutput } from "../output.ts";
import type { Action } from "../perform.ts";
import { readWardFiles } from "../read.ts";
import { bundledStandards, namedStandard, nameOf } from "../standards.ts";
import { formatAsked, writeDocument } from "./document-format.ts";
import { type IntakeFlags, intakeOptions, periodAsked } from "./intake.ts";

/** Without criteria, files are read by the columns that the bundled standards know, a year at a time. */
function everyField(standards: readonly Standard[]): DataShape {
  const fields = new Map<string, Field>();
  for (const standard of standards)
    for (const field of standard.fields.values())
      fields.set(`${nameOf(standard)}: ${field.id}`, { ...field, id: `${nameOf(standard)}: ${field.id}` });
  return { fields, period: { every: "year", startMonth: 1, startDate: 1 }, unit: "ward" };
}

/** Without criteria, nothing is known to be absent. */
const withoutAbsences = ({ files, problems }: Inspection): Inspection => ({
  files,
  problems: problems.filter(({ code }) => code !== "data/absent-columns"),
});

/** `model-ward inspect FILE…`: what was understood of ward files; exit 0 when they could be shown, problems or not. */
export const inspect: Action = async (console, names, given) => {
  const options = given as IntakeFlags & { readonly criteria?: string; readonly format?: string };
  const format = formatAsked(options.format, ["table", "markdown", "json"]);
  const { host } = console;
  const asked = intakeOptions(options);
  const files = await readWardFiles(host, names);
  const look = (standard: Standard) => recognise(standard, files, asked);
  const loaded = options.criteria === undefined ? undefined : await namedStandard(host, options.criteria, look);
  const shape: DataShape = loaded?.standard ?? everyField(await bundledStandards(host));
  const reading = { ...asked, period: periodAsked(shape.period, options.period) };
  const seen = inspectFiles(shape, files, reading);
  const inspection = loaded === undefined ? withoutAbsences(seen) : seen;
  await show(console, inspection, loaded && nameOf(loaded.standard), format);
  return {};
};

async function show(
  console: Console,
  inspection: Inspection,
  standard: string | undefined,
  format: "table" | "markdown" | "json",
): Promise<void> {
  const { host, language } = console;
  if (format === "json") {
    await writeStandardOutput(host, inspectionJson(inspection, standard ?? null, host.version), language);
    return;
  }
  await writeDocument(console, inspectionDocument(inspection, language, console.mostProblems), format);
}
