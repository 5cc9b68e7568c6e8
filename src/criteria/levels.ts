import type { Entries } from "./entries.ts";
import type { Formulas } from "./formulas.ts";
import type { Adjustment, Check, Disqualifier, Level, Scoring } from "./model.ts";
import { readCriteriaRule, readId } from "./nodes.ts";

/** Reads levels, best first. */
export function readLevels(formulas: Formulas, top: Entries): Level[] {
  return top.maps("levels", ["id", "title", "clause", "require"]).flatMap((entries): Level[] => {
    const id = readId(entries, "level");
    if (id === "none" || id === "undetermined") entries.report("criteria/name-taken", "id", { seen: id });
    const title = entries.text("title", true);
    const clause = entries.words("clause");
    entries.require("require");
    const require = entries.map("require", ["criteria", "score", "each_criterion", "where"]);
    const criteria = require && readCriteriaRule(formulas, require);
    const score = require && formulas.pointsTest(require, "score");
    const eachCriterion = require && formulas.pointsTest(require, "each_criterion");
    const where = require && formulas.expression(require, "where", formulas.outcome, "condition");
    if (require !== undefined && require.keys.length === 0) require.report("criteria/level-without-rule", undefined);
    if (id === undefined || title === undefined) return [];
    return [
      {
        id,
        title,
        ...(clause !== undefined && { clause }),
        ...(criteria && { criteria }),
        ...(score && { score }),
        ...(eachCriterion && { eachCriterion }),
        ...(where && { where }),
      },
    ];
  });
}

/** Reads the row rules that are no indicators. */
export function readChecks(formulas: Formulas, top: Entries): Check[] {
  return top.maps("checks", ["id", "title", "require", "severity", "clause"]).flatMap((entries): Check[] => {
    const id = readId(entries, "check");
    const title = entries.text("title", true);
    const severity = entries.choice("severity", ["refuse", "warn"], true);
    const clause = entries.words("clause");
    entries.require("require");
    const scope = severity === "warn" ? formulas.outcome : formulas.data;
    const require = formulas.expression(entries, "require", scope, "condition");
    if (id === undefined || title === undefined || severity === undefined || require === undefined) return [];
    return [{ id, title, severity, require, ...(clause !== undefined && { clause }) }];
  });
}

/** Reads additions to and subtractions from the score. */
export function readAdjustments(formulas: Formulas, top: Entries): Adjustment[] {
  return top.maps("adjustments", ["id", "title", "when", "points", "clause"]).flatMap((entries): Adjustment[] => {
    const named = readNamed(formulas, entries, "adjustment");
    const points = entries.number("points", true);
    return named === undefined || points === undefined ? [] : [{ ...named, points }];
  });
}

/** Reads what keeps a ward from levels whatever it scores; `blocks` left out blocks all. */
export function readDisqualifiers(formulas: Formulas, top: Entries, levels: readonly Level[]): Disqualifier[] {
  const ids = levels.map(({ id }) => id);
  return top.maps("disqualifiers", ["id", "title", "when", "blocks", "clause"]).flatMap((entries): Disqualifier[] => {
    const named = readNamed(formulas, entries, "disqualifier");
    const blocks = entries.has("blocks") ? entries.wordList("blocks") : ids;
    for (const level of blocks) {
      if (!ids.includes(level))
        entries.report("criteria/unknown-level", "blocks", { seen: level, values: ids.join(", ") });
    }
    return named === undefined ? [] : [{ ...named, blocks }];
  });
}

function readNamed(formulas: Formulas, entries: Entries, family: string): Omit<Adjustment, "points"> | undefined {
  const id = readId(entries, family);
  const title = entries.text("title", true);
  const clause = entries.words("clause");
  entries.require("when");
  const when = formulas.expression(entries, "when", formulas.data, "condition");
  return id === undefined || title === undefined || when === undefined
    ? undefined
    : { id, title, when, ...(clause !== undefined && { clause }) };
}

/** Reads how points become a score. */
export function readScoring(top: Entries): Scoring {
  const entries = top.map("scoring", ["total", "clamp", "not_applicable", "rescale", "combine"]);
  const total = entries?.number("total");
  const notApplicable = entries?.choice("not_applicable", ["exclude", "full", "zero"]);
  const clamp = entries?.range("clamp");
  return {
    combine: entries?.choice("combine", ["sum", "mean"]) ?? "sum",
    ...(entries?.has("rescale") === true && { rescale: entries.truth("rescale") }),
    ...(total && { total }),
    ...(clamp && { clamp }),
    ...(notApplicable && { notApplicable }),
  };
}
