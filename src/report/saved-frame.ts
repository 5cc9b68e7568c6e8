import type { Standard } from "../criteria/model.ts";
import type { Result, WaiverFile } from "../engine/result.ts";
import { formatDay } from "../exact/day.ts";
import { type SavedFrame, SCHEMA_ID, SCHEMA_VERSION } from "../intake/saved-result.ts";
import { savedAppraisal, savedDecisions } from "./saved-appraisal.ts";

const savedWaivers = ({ name, sha256, text }: WaiverFile) => ({ name, sha256, text });

/** Everything of a result but its wards. */
export function savedFrame(standard: Standard, result: Result, top: number | undefined): SavedFrame {
  const { summary, dossier } = result;
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
