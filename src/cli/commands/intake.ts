import type { PeriodRule } from "../../criteria/model.ts";
import { type Period, parsePeriod, periodExample } from "../../criteria/period.ts";
import type { Delimiter } from "../../intake/csv.ts";
import { MARKS } from "../../intake/numbers.ts";
import { DASHES, ENCODINGS_TO_NAME, type IntakeOptions, PERCENTS } from "../../intake/options.ts";
import { problem } from "../../problem.ts";
import { Failure } from "../failure.ts";

/** Options about ward files, as they come from the command line. */
export interface IntakeFlags {
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly sheet?: string;
  readonly decimal?: string;
  readonly dash?: string;
  readonly percentAs?: string;
  readonly period?: string;
}

/** How delimiters are named on the command line. */
const DELIMITER_NAMES: Readonly<Record<string, Delimiter>> = { ",": ",", ";": ";", "|": "|", tab: "\t" };

const badValue = (option: string, seen: string, wanted: string): Failure =>
  new Failure({ usage: true }, [problem("usage/bad-value", { option, seen, wanted })]);

function oneOf<T extends string>(option: string, seen: string | undefined, values: readonly T[]): T | undefined {
  const known = values.find((value) => value === seen);
  if (seen !== undefined && known === undefined) throw badValue(option, seen, values.join(" | "));
  return known;
}

/** Checks the flags; the period, which depends on the standard, is left to `periodAsked`. */
export function intakeOptions(flags: IntakeFlags): IntakeOptions {
  const delimiter = oneOf("--delimiter", flags.delimiter, Object.keys(DELIMITER_NAMES));
  return {
    sheet: flags.sheet,
    encoding: oneOf("--encoding", flags.encoding, ENCODINGS_TO_NAME),
    decimal: oneOf("--decimal", flags.decimal, MARKS),
    dash: oneOf("--dash", flags.dash, DASHES),
    percentAs: oneOf("--percent-as", flags.percentAs, PERCENTS),
    delimiter: delimiter === undefined ? undefined : DELIMITER_NAMES[delimiter],
  };
}

/** Checks `--period` by the standard's own rule. */
export function periodAsked(rule: PeriodRule, text: string | undefined): Period | undefined {
  const period = text === undefined ? undefined : parsePeriod(text, rule);
  if (text !== undefined && period === undefined) throw badValue("--period", text, periodExample(rule));
  return period;
}
