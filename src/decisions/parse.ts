import { Entries } from "../criteria/entries.ts";
import type { PeriodRule } from "../criteria/model.ts";
import { parsePeriod, periodExample } from "../criteria/period.ts";
import { YamlFile } from "../criteria/yaml-file.ts";
import { hasErrors, type Problem } from "../problem.ts";
import type { Decision } from "./decision.ts";

const KEYS = ["ward", "period", "number", "date", "authority", "outcome"] as const;

/**
 * Reads a file of decisions. Every key must be there; a ward has one decision in a period.
 * @param name the file's name as messages show it
 */
export function parseDecisions(
  name: string,
  text: string,
  rule: PeriodRule,
): { readonly decisions: readonly Decision[]; readonly problems: readonly Problem[] } {
  const file = new YamlFile(name, text);
  const top = file.root === undefined ? undefined : Entries.open(file, file.root, ["format", "decisions"]);
  const decisions: Decision[] = [];
  if (top !== undefined) {
    top.choice("format", ["1"], true);
    top.require("decisions");
    for (const entries of top.maps("decisions", KEYS)) {
      const decision = readDecision(entries, rule);
      if (decision === undefined) continue;
      const { ward, period } = decision;
      if (decisions.some((one) => one.ward === ward && one.period === period))
        entries.report("decision/twice", "ward", { ward, period });
      decisions.push(decision);
    }
  }
  return { decisions: hasErrors(file.problems) ? [] : decisions, problems: file.problems };
}

function readDecision(entries: Entries, rule: PeriodRule): Decision | undefined {
  const ward = entries.words("ward", true);
  const written = entries.words("period", true);
  const number = entries.words("number", true);
  entries.require("date");
  const date = entries.day("date");
  const authority = entries.text("authority", true);
  const outcome = entries.text("outcome", true);
  const period = written === undefined ? undefined : parsePeriod(written, rule);
  if (written !== undefined && period === undefined)
    entries.report("decision/bad-period", "period", { seen: written, example: periodExample(rule) });
  if (ward === undefined || period === undefined || number === undefined) return undefined;
  if (date === undefined || authority === undefined || outcome === undefined) return undefined;
  return { ward, period: period.label, number, date, authority, outcome };
}
