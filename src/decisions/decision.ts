import type { Day } from "../exact/day.ts";
import type { Text } from "../text.ts";

/** What an authority decided of a ward in a period: recorded and shown, never computed. */
export interface Decision {
  readonly ward: string;
  readonly period: string;
  readonly number: string;
  readonly date: Day;
  readonly authority: Text;
  readonly outcome: Text;
}

/** A file of decisions. */
export interface DecisionFile {
  readonly name: string;
  readonly sha256: string;
  /** the file's text, as read */
  readonly text: string;
  readonly decisions: readonly Decision[];
}
