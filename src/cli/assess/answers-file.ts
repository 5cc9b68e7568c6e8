import type { Standard } from "../../criteria/model.ts";
import { parsePeriod } from "../../criteria/period.ts";
import type { Answer } from "../../intake/draft-lines.ts";
import { readWards } from "../../intake/read-wards.ts";
import { type Cell, originOf } from "../../intake/table.ts";
import { textOfCell } from "../../interview/answer.ts";
import type { Journal } from "../../interview/terminal.ts";
import { type Problem, problem } from "../../problem.ts";
import type { Console } from "../console.ts";
import { Failure } from "../failure.ts";
import { readWardFiles } from "../read.ts";

/**
 * Takes answers from a file: a ward file with the ward's row, or the long layout with a row for each answer. An empty
 * cell says that there is no figure; a field without a cell is not answered.
 * @returns warnings about the file
 */
export async function answersFrom(
  console: Console,
  standard: Standard,
  journal: Journal,
  file: string | undefined,
): Promise<readonly Problem[]> {
  if (file === undefined) return [];
  const { ward, period: label } = journal.draft.head;
  const files = await readWardFiles(console.host, [file]);
  const period = parsePeriod(label, standard.period);
  const { table, problems } = readWards(standard, files, { period });
  if (table === undefined) throw new Failure({ refused: true }, problems);
  const row = period && table.find(ward, period.ordinal);
  const batch = table.batches.find(({ start, count }) => row !== undefined && row >= start && row < start + count);
  if (row === undefined || batch === undefined)
    throw new Failure({ refused: true }, [problem("draft/no-answers", { ward, period: label }, { file })]);
  for (const [id, field] of standard.fields) {
    const cell = batch.columns.get(id)?.get(row - batch.start);
    if (cell === undefined || originOf(batch, row - batch.start, id) === undefined) continue;
    const answer = answerOf(cell, textOfCell(cell, field), files[0]?.name ?? file);
    const old = journal.draft.answers.get(id)?.answer ?? null;
    if (answer === undefined || JSON.stringify(old) === JSON.stringify(answer)) continue;
    await journal.add({ do: "answer", item: id, old, new: answer });
  }
  return problems.filter(({ code }) => code !== "data/absent-columns");
}

function answerOf(cell: Cell, text: string | undefined, file: string): Answer | undefined {
  if (cell.is === "missing") return { is: "missing" };
  if (cell.is === "not_applicable") return { is: "not_applicable", why: file };
  return text === undefined ? undefined : { is: "figure", text };
}
