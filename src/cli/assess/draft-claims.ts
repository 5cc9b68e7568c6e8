import type { Standard } from "../../criteria/model.ts";
import { parsePeriod } from "../../criteria/period.ts";
import { wardsOf } from "../../engine/survey.ts";
import { isDraft, readDraft } from "../../intake/draft.ts";
import type { WardFile } from "../../intake/sheet.ts";
import type { WardTable } from "../../intake/table.ts";
import { questionsOf, whySkipped } from "../../interview/questions.ts";
import { type Problem, problem } from "../../problem.ts";
import type { Host } from "../host-interface.ts";
import { bundledNames } from "../standards.ts";

/**
 * Holds drafts to what they say of themselves. One that was answered for another standard is warned of; answers that it
 * leaves out must still be to questions that do not apply, or a figure would vanish without a word.
 * @param sha256 the hash of the standard's text
 * @param table the figures as the wards assessed them
 */
export function draftClaims(
  standard: Standard,
  sha256: string,
  files: readonly WardFile[],
  table: WardTable,
): Problem[] {
  const questions = questionsOf(standard);
  return files.flatMap(({ name: file, bytes, digest }) => {
    const draft = isDraft(bytes) ? readDraft(file, bytes, digest).draft : undefined;
    if (draft === undefined) return [];
    const { id, version } = draft.standard;
    const other = problem("draft/other-standard", { seen: `${id}@${version}` }, { file });
    const problems = draft.standard.sha256 === sha256 ? [] : [other];
    const left = draft.finalised?.left_out ?? [];
    const { ward, period: label } = draft.head;
    const period = parsePeriod(label, standard.period);
    const [result] = wardsOf(standard, table, { period, rows: (row) => row.ward === ward });
    const applying = (result === undefined ? [] : left).filter((field) => {
      const question = questions.find((one) => one.field.id === field);
      return question === undefined || whySkipped(standard, question, result).length === 0;
    });
    const said = draft.finalised?.level;
    const isSame = said === undefined || result === undefined || said === result.level;
    if (!isSame)
      problems.push(problem("draft/other-verdict", { ward, said: said ?? "–", seen: result.level ?? "–" }, { file }));
    const vanished = applying.map((field) => problem("draft/left-out-applies", { id: field, ward }, { file }));
    return [...problems, ...vanished];
  });
}

/** The bundled standard that drafts were all answered for; undefined when there are other files, or it is none. */
export async function standardOfDrafts(host: Host, files: readonly WardFile[]): Promise<string | undefined> {
  const named = files.map(({ name, bytes, digest }) => {
    const { draft } = isDraft(bytes) ? readDraft(name, bytes, digest) : {};
    return draft && `${draft.standard.id}@${draft.standard.version}`;
  });
  const [first] = named;
  if (first === undefined || named.some((one) => one !== first)) return undefined;
  return (await bundledNames(host)).includes(first) ? first : undefined;
}
