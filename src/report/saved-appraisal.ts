import type { Standard } from "../criteria/model.ts";
import type { DecisionFile } from "../decisions/decision.ts";
import type { Appraisal } from "../engine/result.ts";
import { formatDay } from "../exact/day.ts";
import type { SavedAppraisal, SavedFrame } from "../intake/saved-result.ts";
import { dateNodes, savedExact, savedNodeValue, savedPoints } from "./saved.ts";

/** Self-assessment beside appraisal, as the result writes it; the appraised side stands with the wards. */
export function savedAppraisal(standard: Standard, { counts, wards, overScored }: Appraisal): SavedAppraisal {
  const dates = dateNodes(standard);
  return {
    counts,
    wards: wards.map(({ ward, period, self, counts: own, cells, nodes }) => ({
      ward,
      period,
      self: self && {
        level: self.level,
        possible_levels: self.possibleLevels,
        score: self.score && savedPoints(self.score),
        criteria: self.criteria,
      },
      counts: own,
      cells: cells.map(({ field, is }) => ({ field, is })),
      nodes: nodes.map(({ id, direction, self: { status, points, value } }) => ({
        id,
        direction,
        self: {
          status,
          points: points && savedPoints(points),
          value: value && savedNodeValue(value, dates.has(id)),
        },
      })),
    })),
    over_scored: overScored.map(({ id, wards: count, points }) => ({
      id,
      wards: count,
      points: points && savedExact(points),
    })),
  };
}

export const savedDecisions = ({
  name,
  sha256,
  text,
  decisions,
}: DecisionFile): NonNullable<SavedFrame["decisions"]> => ({
  name,
  sha256,
  text,
  decisions: decisions.map((decision) => ({ ...decision, date: formatDay(decision.date) })),
});
