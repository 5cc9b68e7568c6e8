import type { StatusName } from "../engine/status.ts";
import type { Words } from "../report/words.ts";
import type { PlacedWard, ReportModel } from "./report-model.ts";

/** A column of the ranking; `given` is the order that the report was asked for in. */
export type SortColumn = "given" | "rank" | "name" | "level" | "met" | "score";

/** What a reader has set in the page. */
export interface PageState {
  period: string;
  text: string;
  level: string;
  criterion: string;
  status: StatusName | "";
  sort: { readonly column: SortColumn; readonly isDescending: boolean };
  /** figures tried out, as typed, by ward and field */
  readonly tried: Map<number, Map<string, string>>;
  /** wards whose sections are open */
  readonly open: Set<number>;
}

/** What every part of the page is drawn from. */
export interface View {
  readonly model: ReportModel;
  readonly state: PageState;
  readonly words: Words;
}

export const addressOf = (place: number): string => `ward-${place + 1}`;

/** The wards of the period that is looked at. */
export const wardsOfPeriod = ({ model, state }: Pick<View, "model" | "state">): PlacedWard[] =>
  model.wards.filter(({ result }) => result.period === state.period);
