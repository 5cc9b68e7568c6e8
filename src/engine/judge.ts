import type { Standard } from "../criteria/model.ts";
import type { Period } from "../criteria/period.ts";
import { BATCH_ROWS, forRows, madeHere } from "../exact/column-memory.ts";
import type { Day } from "../exact/day.ts";
import type { Expression } from "../expression/expression.ts";
import { periodRuns } from "../intake/period-runs.ts";
import type { WardBatch, WardTable } from "../intake/table.ts";
import type { Waiver } from "../waivers/waiver.ts";
import { type CompiledStandard, compile } from "./compile.ts";
import { DataSource } from "./data-source.ts";
import { detailOf } from "./detail.ts";
import type { NodeFault } from "./leaf-pass.ts";
import { LevelPass } from "./level-pass.ts";
import { NodePass } from "./node-pass.ts";
import type { NotJudged, WardResult } from "./result.ts";
import { findProblems, type RowProblem } from "./row-problems.ts";
import { ScorePass } from "./score-pass.ts";
import { Selection } from "./selection.ts";
import { type NodeVerdicts, WaiverPass, type WaiverUse } from "./waiver-pass.ts";

/** What a run is asked for beside standard and data. */
export interface JudgeOptions {
  /** the date for date arithmetic; the last day of each row's period when absent */
  readonly asOf?: Day | undefined;
  /** judge this period only; others stay usable by `previous` */
  readonly period?: Period | undefined;
  /** which rows to judge; all when absent */
  readonly rows?:
    | ((row: { readonly ward: string; readonly name: string; readonly period: string }) => boolean)
    | undefined;
  /** report only wards for which this holds; it may name fields, score, level and statuses */
  readonly where?: Expression | undefined;
  /** report only wards that reached this level */
  readonly level?: string | undefined;
  readonly waivers?: readonly Waiver[] | undefined;
}

/** The verdicts of one batch. Its columns are the engine's own and change with the next batch. */
export interface VerdictBatch {
  readonly compiled: CompiledStandard;
  readonly table: WardTable;
  readonly data: DataSource;
  readonly batch: WardBatch;
  /** 1 for each row that was judged */
  readonly judged: Uint8Array;
  /** 1 for each judged row that is to be reported */
  readonly selected: Uint8Array;
  /** how many rows were judged, and how many of them are to be reported */
  readonly judgedCount: number;
  readonly selectedCount: number;
  readonly nodes: NodeVerdicts;
  readonly score: ScorePass;
  readonly levels: LevelPass;
  /** statuses and levels without waivers, and what became of the waivers; absent when there are none */
  readonly waivers:
    | { readonly pass: WaiverPass; readonly plain: NodePass; readonly plainLevels: LevelPass }
    | undefined;
  readonly waiverUses: readonly WaiverUse[];
  /** data found to contradict themselves or the standard while judging, and checks that failed */
  readonly problems: readonly RowProblem[];
  readonly notJudged: readonly NotJudged[];
  /** everything about one judged row, as plain data */
  readonly detail: (row: number) => WardResult;
}

/**
 * Judges a table, batch after batch, over one compiled plan; one ward from an interview is a table of one row.
 * Never stops at a fault: problems come with the batch that they were found in.
 */
export function* judge(standard: Standard, table: WardTable, options: JudgeOptions = {}): Generator<VerdictBatch> {
  const before = JUDGED.get(table);
  if (before?.standard === standard && before.options === options) {
    yield before.verdicts;
    return;
  }
  const judgeBatch = judgeOf(standard, table, options);
  for (const batch of table.batches) {
    const verdicts = judgeBatch(batch);
    // The columns of verdicts are filled anew for the next batch; where there is none they stay.
    if (table.batches.length === 1) JUDGED.set(table, { standard, options, verdicts });
    yield verdicts;
  }
}

/** Tables of a single batch, which is judged once for all who ask the same. */
const JUDGED = new WeakMap<
  WardTable,
  { readonly standard: Standard; readonly options: JudgeOptions; readonly verdicts: VerdictBatch }
>();

/** Compiles a standard and gives what judges one batch after another; `table` says what else there is to be known. */
export function judgeOf(
  standard: Standard,
  table: WardTable,
  options: JudgeOptions = {},
): (batch: WardBatch) => VerdictBatch {
  // Of a table that is read piece by piece no batch is there yet.
  const most = table.batches.reduce((rows, { count }) => Math.max(rows, count), 1);
  const rows = table.batches.length === 0 ? BATCH_ROWS : most;
  return forRows(rows, () => judgeHere(standard, table, options));
}

function judgeHere(standard: Standard, table: WardTable, options: JudgeOptions): (batch: WardBatch) => VerdictBatch {
  const compiled = compile(standard);
  const plain = new NodePass(compiled);
  const pass = options.waivers === undefined ? undefined : new WaiverPass(compiled, plain, options.waivers);
  const nodes = pass ?? plain;
  const score = new ScorePass(compiled, plain);
  const levels = new LevelPass(compiled, nodes, score);
  const waivers = pass && { pass, plain, plainLevels: new LevelPass(compiled, plain, score) };
  const selection = new Selection(levels, options);
  const data = new DataSource(standard, table, options.asOf);
  const problemsOf = findProblems(compiled, table);
  // Some columns are made when they are first asked for.
  const here = madeHere();
  const judgeBatch = (batch: WardBatch): VerdictBatch => {
    const { judged, judgedCount, notJudged } = selectRows(standard, batch, options);
    const source = data.of(batch);
    const faults: NodeFault[] = [];
    compiled.plan.begin(source, batch.count);
    plain.run(source, batch.count, judged, faults);
    score.run(batch.count);
    waivers?.plainLevels.run(source, batch.count);
    const waiverUses = pass?.run(data, batch, judged) ?? [];
    // Last, for both share the registers of one plan, and what is read from them later is meant with waivers.
    levels.run(source, batch.count);
    const problems = problemsOf(batch, judged, faults);
    const { selected, selectedCount } = selection.run(source, batch.count, { judged, judgedCount });
    const rows = { batch, judged, selected, judgedCount, selectedCount, notJudged, problems };
    const verdicts = { compiled, table, data, ...rows, nodes, score, levels, waivers, waiverUses };
    return { ...verdicts, detail: (row) => here(() => detailOf(verdicts, row)) };
  };
  return (batch) => here(() => judgeBatch(batch));
}

/** Judged are the rows asked for whose period ends while the standard is in force. */
function selectRows(
  standard: Standard,
  batch: WardBatch,
  { period, rows }: JudgeOptions,
): { judged: Uint8Array; judgedCount: number; notJudged: NotJudged[] } {
  const judged = new Uint8Array(batch.count);
  const notJudged: NotJudged[] = [];
  const { from, to } = standard.inForce;
  let judgedCount = 0;
  for (const { period: own, start, end } of periodRuns(batch)) {
    if (period !== undefined && period.ordinal !== own.ordinal) continue;
    const isEarly = from !== undefined && own.last < from;
    const isLate = to !== undefined && own.last > to;
    if (rows === undefined && !isEarly && !isLate) {
      judged.fill(1, start, end);
      judgedCount += end - start;
      continue;
    }
    for (let one = start; one < end; one++) {
      const ward = batch.wards.at(one) ?? "";
      const name = batch.names.at(one) || ward;
      if (rows !== undefined && !rows({ ward, name, period: own.label })) continue;
      if (isEarly || isLate) notJudged.push({ ward, name, period: own.label, reason: isEarly ? "before" : "after" });
      else {
        judged[one] = 1;
        judgedCount++;
      }
    }
  }
  return { judged, judgedCount, notJudged };
}
