import type { Standard } from "../../criteria/model.ts";
import type { Period } from "../../criteria/period.ts";

/** Options of `model-ward assess`. */
export interface AssessOptions {
  readonly criteria?: string;
  readonly ward?: string;
  readonly name?: string;
  readonly period?: string;
  readonly drafts: string;
  readonly previous?: readonly string[];
  readonly answers?: string;
  readonly input: boolean;
  readonly plain?: boolean;
  readonly check?: string;
  readonly correct?: string;
  readonly output?: string;
}

/** Whose assessment is asked for, of which standard. */
export interface Asked {
  readonly standard: Standard;
  readonly sha256: string;
  readonly period: Period;
  readonly ward: string;
}
