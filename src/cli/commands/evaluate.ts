import type { Standard } from "../../criteria/model.ts";
import { type Period, parsePeriod, periodExample } from "../../criteria/period.ts";
import type { JudgeOptions } from "../../engine/judge.ts";
import type { Result } from "../../engine/result.ts";
import { survey, wardsOf } from "../../engine/survey.ts";
import { type Day, formatDay, parseDay } from "../../exact/day.ts";
import { readWards } from "../../intake/read-wards.ts";
import type { WardTable } from "../../intake/table.ts";
import { say } from "../../messages/say.ts";
import { hasErrors, problem } from "../../problem.ts";
import { Failure } from "../failure.ts";
import type { Host } from "../host-interface.ts";
import { readWardFiles } from "../read.ts";
import type { Action } from "../run.ts";
import { type LoadedStandard, namedStandard, recognisedStandard } from "../standards.ts";
import { planned, type RenderOptions, render } from "./render.ts";
import { checkWards, chosenOf, onlyLevel, rowsAsked, whereExpression } from "./selection.ts";

interface EvaluateOptions extends RenderOptions {
  readonly criteria?: string;
  readonly period?: string;
  readonly asOf?: string;
  readonly timestamp?: boolean;
}

/** `model-ward evaluate FILE…`: reads, judges and reports; nothing is written unless every row could be read. */
export const evaluate: Action = async (console, names, given) => {
  const options = given as EvaluateOptions;
  const { host } = console;
  const inputs = options.criteria === undefined ? names : [...names, options.criteria];
  const plan = await planned(console, options, inputs);
  const asOf = asOfDay(options.asOf);
  const files = await readWardFiles(host, names);
  const loaded: LoadedStandard =
    options.criteria === undefined
      ? await recognisedStandard(host, files, `model-ward evaluate ${names.join(" ")}`)
      : await namedStandard(host, options.criteria, files);
  const { standard } = loaded;
  if (options.criteria === undefined)
    await console.note(say(console.language, "used-standard", { id: standard.id, version: standard.version }));
  const period = periodAsked(standard, options.period);
  const judging: JudgeOptions = {
    asOf,
    period,
    rows: rowsAsked(options.ward),
    where: whereExpression(standard, options.where),
    level: onlyLevel(standard, options.only),
  };
  const read = readWards(standard, files, period);
  if (read.table === undefined) throw new Failure({ refused: true }, [...loaded.problems, ...read.problems]);
  checkWards(options.ward, read.table);
  const surveyed = survey(standard, read.table, judging);
  const problems = [...loaded.problems, ...read.problems, ...surveyed.problems];
  if (hasErrors(problems)) throw new Failure({ refused: true }, problems);
  if (surveyed.judged === 0) throw nothingJudged(standard, read.table);
  await console.tell(problems);
  const told = problems.filter(({ severity }) => severity !== "note");
  const result: Result = {
    toolVersion: host.version,
    generatedAt: generatedAt(host, options),
    sha256: loaded.sha256,
    asOf: asOf ?? null,
    chosen: chosenOf(options),
    inputs: read.table.inputs,
    wards: () => wardsOf(standard, read.table as WardTable, judging),
    notJudged: surveyed.notJudged,
    summary: { ...surveyed.summary, problems: { warning: told.length } },
    problems: told,
  };
  return render(console, standard, result, options, plan);
};

function asOfDay(text: string | undefined): Day | undefined {
  const day = text === undefined ? undefined : parseDay(text);
  if (text !== undefined && day === undefined) throw badValue("--as-of", text, "2025-06-30");
  return day;
}

function periodAsked(standard: Standard, text: string | undefined): Period | undefined {
  const period = text === undefined ? undefined : parsePeriod(text, standard.period);
  if (text !== undefined && period === undefined) throw badValue("--period", text, periodExample(standard.period));
  return period;
}

const badValue = (option: string, seen: string, wanted: string): Failure =>
  new Failure({ usage: true }, [problem("usage/bad-value", { option, seen, wanted })]);

/** No clock unless it is asked for: SOURCE_DATE_EPOCH, else `--timestamp`. */
function generatedAt(host: Host, { timestamp }: EvaluateOptions): string | null {
  const epoch = host.env["SOURCE_DATE_EPOCH"];
  if (epoch !== undefined && /^\d{1,11}$/.test(epoch)) return new Date(Number(epoch) * 1000).toISOString();
  return timestamp === true ? host.now().toISOString() : null;
}

/** No verdict from no rows. */
function nothingJudged(standard: Standard, table: WardTable): Failure {
  const { from, to } = standard.inForce;
  const periods = [...new Set(table.batches.flatMap(({ periods: all }) => all.map(({ label }) => label)))];
  const args = {
    from: from === undefined ? "…" : formatDay(from),
    to: to === undefined ? "…" : formatDay(to),
    periods: periods.toSorted().slice(0, 12).join(", "),
  };
  return new Failure({ refused: true }, [problem("data/no-rows-judged", args)]);
}
