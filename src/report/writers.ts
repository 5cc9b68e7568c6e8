import type { Digest, DigestBuilder } from "../analysis/digest.ts";
import type { Standard } from "../criteria/model.ts";
import type { VerdictBatch } from "../engine/judge.ts";
import type { Result, ResultFrame, WardResult } from "../engine/result.ts";
import type { Language } from "../text.ts";
import type { Document } from "./document.ts";
import { digestFor, overview } from "./overview.ts";
import { type Piece, type ReportWriter, type ResultHead, wardsIn } from "./report-writer.ts";
import { Words } from "./words.ts";

/** Writes the analyst's view as lines. */
export class OverviewWriter implements ReportWriter {
  readonly #standard: Standard;
  readonly #options: { readonly language: Language; readonly top: number | undefined };
  readonly #lines: (document: Document) => Iterable<string>;
  readonly #digest: DigestBuilder;

  constructor(
    standard: Standard,
    head: ResultHead,
    options: { readonly language: Language; readonly top: number | undefined },
    lines: (document: Document) => Iterable<string>,
  ) {
    this.#standard = standard;
    this.#options = options;
    this.#lines = lines;
    this.#digest = digestFor(standard, head, options.top);
  }

  begin(): Piece[] {
    return [];
  }

  add(verdicts: VerdictBatch): Piece[] {
    this.#digest.add(verdicts);
    return [];
  }

  *end(result: ResultFrame): Generator<Piece> {
    const digest: Digest = this.#digest.finish();
    const words = new Words(this.#standard, this.#options.language);
    const document = overview(this.#standard, result, digest, words, this.#options.top);
    for (const line of this.#lines(document)) yield `${line}\n`;
  }
}

/** Which wards a report holds, and in which order: as they were read, unless `sort` says otherwise; at most `top`. */
export interface RowOptions {
  readonly sort: ((wards: Iterable<WardResult>) => readonly WardResult[]) | undefined;
  readonly top: number | undefined;
}

/** A format with a line for each ward. */
export interface RowFormat {
  readonly first: string;
  readonly line: (ward: WardResult) => string;
  readonly last: (result: ResultFrame) => string;
}

/** Writes a line for each ward as it goes by; sorted lines wait for the end. */
export class RowsWriter implements ReportWriter {
  readonly #format: RowFormat;
  readonly #sort: RowOptions["sort"];
  readonly #held: WardResult[] = [];
  #left: number;

  constructor(format: RowFormat, { sort, top }: RowOptions) {
    this.#format = format;
    this.#sort = sort;
    this.#left = top ?? Number.POSITIVE_INFINITY;
  }

  begin(): Piece[] {
    return [this.#format.first];
  }

  *add(verdicts: VerdictBatch): Generator<Piece> {
    if (this.#left <= 0) return;
    for (const ward of wardsIn(verdicts)) {
      if (this.#sort !== undefined) this.#held.push(ward);
      else if (this.#left-- > 0) yield this.#format.line(ward);
    }
  }

  *end(result: ResultFrame): Generator<Piece> {
    const sorted = this.#sort?.(this.#held) ?? [];
    for (const ward of sorted.slice(0, this.#left)) yield this.#format.line(ward);
    yield this.#format.last(result);
  }
}

/** Makes a report of a result, its wards sorted where that was asked for. */
export type MakeReport = (result: Result, sorted: readonly WardResult[] | undefined) => Promise<Iterable<Piece>>;

/** Holds all wards, up to so many, and makes the report of them at the end. */
export class HoldingWriter implements ReportWriter {
  readonly #most: number;
  readonly #sort: RowOptions["sort"];
  readonly #make: MakeReport;
  readonly #wards: WardResult[] = [];

  constructor(most: number, { sort }: RowOptions, make: MakeReport) {
    this.#most = most;
    this.#sort = sort;
    this.#make = make;
  }

  begin(): Piece[] {
    return [];
  }

  add(verdicts: VerdictBatch): Piece[] {
    for (const ward of wardsIn(verdicts)) if (this.#wards.length < this.#most) this.#wards.push(ward);
    return [];
  }

  end(result: ResultFrame): Promise<Iterable<Piece>> {
    const wards = this.#wards;
    // Batches have gone by, and these reports do not look at them.
    return this.#make({ ...result, wards: () => wards, batches: () => [] }, this.#sort?.(wards));
  }
}
