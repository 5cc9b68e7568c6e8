import type { Standard } from "../../criteria/model.ts";
import { parsePeriod } from "../../criteria/period.ts";
import type { DecisionFile } from "../../decisions/decision.ts";
import { appraisalOf } from "../../engine/appraisal.ts";
import { type JudgeOptions, judge } from "../../engine/judge.ts";
import type { Appraisal, Result } from "../../engine/result.ts";
import { wardsOf } from "../../engine/survey.ts";
import { type Day, formatDay, parseDay } from "../../exact/day.ts";
import { selfTable } from "../../intake/appraised-table.ts";
import { type IntakeOptions, rulesFor } from "../../intake/options.ts";
import { dossierOf } from "../../intake/papers.ts";
import { recognise } from "../../intake/recognise.ts";
import { inputName, type WardTable } from "../../intake/table.ts";
import { say } from "../../messages/say.ts";
import { hasErrors, type Problem, problem } from "../../problem.ts";
import { draftClaims, standardOfDrafts } from "../assess/draft-claims.ts";
import type { Console } from "../console.ts";
import { readDecisions } from "../decisions.ts";
import { Failure } from "../failure.ts";
import { WardFiles } from "../read.ts";
import { type LoadedStandard, type Look, namedStandard, recognisedStandard } from "../standards.ts";
import { readWaivers } from "../waivers.ts";
import { type IntakeFlags, intakeOptions, periodAsked } from "./intake.ts";
import { judgeFiles } from "./judge-files.ts";
import { type GivenFiles, readsOf } from "./reads.ts";
import { chosenOf, onlyLevel, rowsAsked, whereExpression } from "./selection.ts";
import { tellProblems } from "./told-problems.ts";

/** What is asked for beside the files: the standard, how they are read, which wards, waivers, the as-of date. */
export interface JudgingOptions extends IntakeFlags {
  readonly criteria?: string;
  readonly asOf?: string;
  readonly waivers?: string;
  readonly self?: readonly string[];
  readonly appraised?: readonly string[];
  readonly decisions?: string;
  readonly keepGoing?: boolean;
  readonly ward?: readonly string[];
  readonly where?: string;
  readonly only?: string;
}

/** Ward files judged: everything that a result tells of them. */
export interface JudgedWards {
  readonly standard: Standard;
  readonly table: WardTable;
  readonly judging: JudgeOptions;
  /** errors among the problems: some wards were left out, as was asked for */
  readonly isPartial: boolean;
  readonly result: Omit<Result, "generatedAt">;
}

/** Reads and judges ward files, and tells their problems; refused data end the command. */
export async function judgedWards(
  console: Console,
  names: readonly string[],
  options: JudgingOptions,
  command: string,
  read: WardFiles = new WardFiles(console.host),
): Promise<JudgedWards> {
  const { host } = console;
  const asOf = asOfDay(options.asOf);
  const asked = intakeOptions(options);
  const files = await givenFiles(read, names, options);
  const look: Look = (standard) =>
    recognise(standard, files.self, { ...asked, period: parsePeriod(options.period ?? "", standard.period) });
  const criteria = options.criteria ?? (await standardOfDrafts(host, files.self));
  const loaded: LoadedStandard =
    criteria === undefined
      ? await recognisedStandard(host, look, `model-ward ${command} ${names.join(" ")}`)
      : await namedStandard(host, criteria, look);
  const { standard } = loaded;
  if (options.criteria === undefined)
    await console.note(say(console.language, "used-standard", { id: standard.id, version: standard.version }));
  const period = periodAsked(standard.period, options.period);
  const granted = options.waivers === undefined ? null : await readWaivers(host, options.waivers, standard);
  const judging: JudgeOptions = {
    asOf,
    waivers: granted?.waivers,
    period,
    rows: rowsAsked(options.ward),
    where: whereExpression(standard, options.where),
    level: onlyLevel(standard, options.only),
  };
  const reading = { ...asked, period };
  const decided = options.decisions === undefined ? null : await readDecisions(host, options.decisions, standard);
  const judged = judgeFiles(standard, readsOf(standard, files, reading), judging, options);
  const problems = [...loaded.problems, ...judged.problems];
  if (judged.surveyed === undefined) throw new Failure({ refused: true }, problems);
  const { table, surveyed, leftOut } = judged;
  if (surveyed.judged === 0) {
    const errors = problems.filter(({ severity }) => severity === "error");
    throw new Failure({ refused: true }, errors.length > 0 ? problems : [nothingJudged(standard, periodsIn(table))]);
  }
  const own = files.appraised.length === 0 ? table : selfTable(standard, table);
  const claims = draftClaims(standard, loaded.sha256(), files.self, own);
  if (hasErrors(claims)) throw new Failure({ refused: true }, [...problems, ...claims]);
  const appraisal = files.appraised.length === 0 ? null : appraisalOf(standard, table, judging);
  problems.push(...claims, ...contradictions(appraisal), ...undecided(decided, table));
  if (console.options.verbose === true)
    for (const input of table.inputs)
      await console.note(say(console.language, "reader-careful", { file: inputName(input) }));
  const { isPartial, ...told } = await tellProblems(console, problems, surveyed, leftOut);
  const result = {
    toolVersion: host.version,
    sha256: loaded.sha256(),
    asOf: asOf ?? null,
    waivers: granted,
    chosen: chosenOf(options),
    reading: readingOf(asked),
    inputs: table.inputs,
    wards: () => wardsOf(standard, table, judging),
    batches: () => judge(standard, table, judging),
    appraisal,
    decisions: decided,
    dossier: dossierOf(files.self, standard.period),
    ...told,
  };
  return { standard, table, judging, isPartial, result };
}

/** The files of a call: ward files, or those of the wards themselves and of their appraisers. */
async function givenFiles(
  files: WardFiles,
  names: readonly string[],
  { self, appraised }: JudgingOptions,
): Promise<GivenFiles> {
  const usage = (code: "usage/appraisal-pair" | "usage/no-ward-file") => new Failure({ usage: true }, [problem(code)]);
  const isPair = self !== undefined || appraised !== undefined;
  if (isPair && (self === undefined || appraised === undefined || names.length > 0))
    throw usage("usage/appraisal-pair");
  if (!isPair && names.length === 0) throw usage("usage/no-ward-file");
  return { self: await files.read(self ?? names), appraised: await files.read(appraised ?? []) };
}

/** Wards whose own figures contradict themselves have no verdict to compare with. */
const contradictions = (appraisal: Appraisal | null): Problem[] =>
  (appraisal?.wards ?? [])
    .filter(({ self }) => self === null)
    .map(({ name: ward, period }) => problem("data/self-contradicts", { ward, period }));

/** Decisions on wards that are not in the data. */
const undecided = (file: DecisionFile | null, table: WardTable): Problem[] => {
  const known = new Set(
    table.batches.flatMap(({ wards, periods }) => [...wards].map((ward, row) => `${ward} ${periods[row]?.label}`)),
  );
  return (file?.decisions ?? [])
    .filter(({ ward, period }) => !known.has(`${ward} ${period}`))
    .map(({ ward, period }) => problem("decision/not-judged", { ward, period }, { file: file?.name ?? "" }));
};

/** How cells were read, when it was said otherwise than usual. */
export function readingOf(asked: IntakeOptions): Result["reading"] {
  const { dash, percentAs } = rulesFor(undefined, asked);
  return dash === "missing" && percentAs === "percent" ? null : { dash, percentAs };
}

export function asOfDay(text: string | undefined): Day | undefined {
  const day = text === undefined ? undefined : parseDay(text);
  if (text !== undefined && day === undefined) throw badValue("--as-of", text, "2025-06-30");
  return day;
}

const badValue = (option: string, seen: string, wanted: string): Failure =>
  new Failure({ usage: true }, [problem("usage/bad-value", { option, seen, wanted })]);

const periodsIn = (table: WardTable): string[] =>
  table.batches.flatMap(({ periods }) => periods.map(({ label }) => label));

/** No verdict from no rows. */
export function nothingJudged(standard: Standard, labels: Iterable<string>): Problem {
  const { from, to } = standard.inForce;
  const args = {
    from: from === undefined ? "…" : formatDay(from),
    to: to === undefined ? "…" : formatDay(to),
    periods: [...new Set(labels)].toSorted().slice(0, 12).join(", "),
  };
  return problem("data/no-rows-judged", args);
}
