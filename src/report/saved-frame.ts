import type { Standard } from "../criteria/model.ts";
import type { ResultFrame, WaiverFile } from "../engine/result.ts";
import { formatDay } from "../exact/day.ts";
import { type SavedFrame, SCHEMA_ID, SCHEMA_VERSION } from "../intake/saved-result.ts";
import type { ResultHead } from "./report-writer.ts";
import { savedAppraisal, savedDecisions } from "./saved-appraisal.ts";

const savedWaivers = ({ name, sha256, text }: WaiverFile) => ({ name, sha256, text });

/** What is known of a result before its wards are. */
export function savedHead(standard: Standard, result: ResultHead, top: number | undefined): SavedHead {
  return {
    $schema: SCHEMA_ID,
    schema_version: SCHEMA_VERSION,
    tool: { name: "model-ward", version: result.toolVersion },
    ...(result.generatedAt !== null && { generated_at: result.generatedAt }),
    standard: {
      id: standard.id,
      version: standard.version,
      title: standard.title,
      provenance: standard.provenance,
      sha256: result.sha256,
      text: standard.text,
    },
    options: {
      as_of: result.asOf === null ? null : formatDay(result.asOf),
      waivers: result.waivers && savedWaivers(result.waivers),
      top: top ?? null,
      ...(result.reading !== null && {
        reading: { dash: result.reading.dash, percent_as: result.reading.percentAs },
      }),
      chosen: result.chosen,
    },
  };
}

type SavedHead = Pick<SavedFrame, "$schema" | "schema_version" | "tool" | "generated_at" | "standard" | "options">;

/** Everything of a result but its wards. */
export function savedFrame(standard: Standard, result: ResultFrame, top: number | undefined): SavedFrame {
  const { summary, dossier } = result;
  return {
    ...savedHead(standard, result, top),
    not_judged: result.notJudged,
    inputs: result.inputs,
    summary: {
      wards: summary.wards,
      periods: summary.periods,
      by_level: summary.byLevel,
      ...(result.waivers !== null && { by_level_without_waivers: summary.byLevelWithoutWaivers }),
      undetermined: summary.undetermined,
      by_node: summary.byNode,
      provenance: summary.provenance,
      treated_as_missing: summary.treatedAsMissing,
      problems: summary.problems,
    },
    ...(result.appraisal !== null && { appraisal: savedAppraisal(standard, result.appraisal) }),
    ...(result.decisions !== null && { decisions: savedDecisions(result.decisions) }),
    ...(dossier.papers.length + dossier.remarks.length > 0 && { dossier }),
    problems: result.problems.map(({ code, severity, args, at }) => ({ code, severity, args, ...(at && { at }) })),
  };
}
