import type { VerdictBatch } from "../engine/judge.ts";
import type { Result, ResultFrame, WardResult } from "../engine/result.ts";

/** A piece of a report. Bytes are the writer's own and good until the piece after the next is asked for. */
export type Piece = string | Uint8Array;

/** What is known of a result before its wards are. */
export type ResultHead = Omit<
  Result,
  "wards" | "batches" | "summary" | "problems" | "notJudged" | "inputs" | "dossier"
>;

/** Makes a report while the wards go by, batch after batch. */
export interface ReportWriter {
  /** What comes before the wards. */
  begin(): Iterable<Piece>;
  /** What the selected rows of a batch add. */
  add(verdicts: VerdictBatch): Iterable<Piece>;
  /** What comes after the wards, when everything about them is known. */
  end(result: ResultFrame): Iterable<Piece> | Promise<Iterable<Piece>>;
}

/** The selected wards of a batch. */
export function* wardsIn({ batch, selected, detail }: VerdictBatch): Generator<WardResult> {
  for (let row = 0; row < batch.count; row++) if (selected[row] === 1) yield detail(row);
}
