import type { Decision } from "../decisions/decision.ts";
import type {
  Appraisal,
  AppraisedCell,
  AppraisedNode,
  AppraisedWard,
  ResultFrame,
  WardResult,
} from "../engine/result.ts";
import { showDay, showNumber } from "../messages/numbers.ts";
import { visible } from "../messages/visible.ts";
import type { Block, DocumentCell } from "./document.ts";
import { cellText } from "./exact-words.ts";
import type { Words } from "./words.ts";

/** So many wards are told figure by figure; all stand in the table, and in JSON and CSV. */
const MOST_TOLD = 20;

/** Self-assessment beside appraisal: verdicts, every figure that was changed or rejected, what was over-scored. */
export function appraisalSection({ appraisal }: ResultFrame, words: Words): Block[] {
  if (appraisal === null) return [];
  const { counts, wards } = appraisal;
  const told = wards.filter(({ cells }) => cells.length > 0);
  const items = told
    .slice(0, MOST_TOLD)
    .flatMap((ward) => appraisedLines(ward, words).map((line) => `${ward.name} (${ward.period}): ${line}`));
  if (told.length > MOST_TOLD) items.push(words.say("left-out", { count: told.length - MOST_TOLD }));
  return [
    { is: "heading", text: words.say("section/appraisal") },
    { is: "paragraph", text: words.say("appraisal/counts", { ...counts }) },
    verdictTable(wards, words),
    ...(items.length === 0 ? [] : [{ is: "list", items } as const]),
    ...overScored(appraisal, words),
  ];
}

/** Both verdicts of each ward, and how many figures were kept, changed and rejected. */
export function verdictTable(wards: readonly AppraisedWard[], words: Words): Block {
  const hasScore = wards.some(({ appraised }) => appraised.score !== null);
  const hasLevel = wards.some(({ appraised }) => appraised.level !== null);
  const columns = [
    { title: words.say("column/ward"), align: "left", flexible: true },
    { title: words.say("appraisal/period"), align: "left" },
    ...(hasLevel
      ? [
          { title: words.say("appraisal/self"), align: "left", flexible: true } as const,
          { title: words.say("appraisal/appraised"), align: "left", flexible: true } as const,
        ]
      : []),
    ...(hasScore
      ? [
          { title: words.say("appraisal/self-score"), align: "right" } as const,
          { title: words.say("appraisal/score"), align: "right" } as const,
        ]
      : []),
    { title: words.say("appraisal/kept"), align: "right" },
    { title: words.say("appraisal/changed"), align: "right" },
    { title: words.say("appraisal/rejected"), align: "right" },
  ] as const;
  const rows = wards.map(({ name, period, self, appraised, counts }): DocumentCell[] => [
    { text: name },
    { text: period },
    ...(hasLevel ? [{ text: levelText(self, words) }, { text: levelText(appraised, words) }] : []),
    ...(hasScore ? [{ text: scoreText(self, words) }, { text: scoreText(appraised, words) }] : []),
    { text: String(counts.kept) },
    { text: String(counts.changed) },
    { text: String(counts.rejected) },
  ]);
  return { is: "table", columns, groups: [{ rows }] };
}

type Side = AppraisedWard["self"];

const levelText = (side: Side, words: Words): string =>
  side === null || side.level === null ? "–" : words.level(side.level);

const scoreText = (side: Side, words: Words): string =>
  side === null || side.score === null ? "–" : words.points(side.score);

/** Each figure of a ward that differs, with the reason, and each node that came out otherwise. */
export function appraisedLines({ cells, nodes }: AppraisedWard, words: Words): string[] {
  return [
    ...cells.map((cell) => cellLine(cell, words)),
    ...nodes
      .filter(({ self, appraised }) => sideText(self, words) !== sideText(appraised, words))
      .map((node) => nodeLine(node, words)),
  ];
}

function cellLine({ field, is, self, cell, why }: AppraisedCell, words: Words): string {
  const args = { label: words.fields([field]), self: cellText(self, field, words) };
  if (is === "rejected") return words.say("appraisal/cell-rejected", { ...args, why: visible(why ?? "") });
  return words.say("appraisal/cell-changed", { ...args, value: cellText(cell, field, words) });
}

const sideText = ({ status, points }: AppraisedNode["self"], words: Words): string =>
  points === null ? words.say(`status/${status}`) : words.say("assess/points", { points: words.points(points) });

function nodeLine({ id, self, appraised, direction }: AppraisedNode, words: Words): string {
  const args = { id, title: words.title(id), self: sideText(self, words), appraised: sideText(appraised, words) };
  return words.say(`appraisal/node-${direction}`, args);
}

/** The criteria that wards assessed better than they were appraised. */
export function overScored({ overScored: found }: Appraisal, words: Words): Block[] {
  if (found.length === 0) return [];
  const items = found
    .toSorted((a, b) => b.wards - a.wards)
    .map(({ id, wards, points }) => {
      const taken =
        points === null ? "" : words.say("appraisal/points-off", { points: showNumber(points, words.language) });
      return words.say("appraisal/over-scored", { id, title: words.title(id), wards }) + taken;
    });
  return [
    { is: "heading", text: words.say("section/over-scored") },
    { is: "list", items },
  ];
}

/** The names of wards by their codes. */
export const namesOf = (wards: Iterable<Pick<WardResult, "ward" | "name">>): ReadonlyMap<string, string> =>
  new Map([...wards].map(({ ward, name }) => [ward, name]));

/** Decisions of authorities: recorded and shown, never computed. */
export function decisionSection({ decisions }: ResultFrame, names: ReadonlyMap<string, string>, words: Words): Block[] {
  if (decisions === null) return [];
  const nameOf = (ward: string) => {
    const name = names.get(ward);
    return name === undefined || name === ward ? ward : `${name} (${ward})`;
  };
  const line = ({ ward, period, number, date, authority, outcome }: Decision) =>
    words.say("decision/one", {
      ward: visible(nameOf(ward)),
      period,
      number: visible(number),
      date: showDay(date, words.language),
      authority: visible(words.text(authority)),
      outcome: visible(words.text(outcome)),
    });
  return [
    { is: "heading", text: words.say("section/decisions") },
    { is: "paragraph", text: words.say("decision/recorded"), notice: true },
    { is: "list", items: decisions.decisions.map(line) },
  ];
}
