import { type Problem, problem } from "../problem.ts";
import { isSameName } from "./ward-codes.ts";

/** A ward's first name, and the label of the period that it stood in. */
export interface FirstName {
  readonly name: string;
  readonly period: string;
}

/** Units are merged and renamed: finds codes that mean another ward in a later period. */
export class NameWatch {
  /** wards whose code has several names */
  readonly renamed: Set<string> = new Set();
  readonly #told = new Set<string>();
  readonly problems: Problem[] = [];

  /** Sees another name of a ward than its first. */
  see(ward: string, name: string, period: string, before: FirstName): void {
    if (isSameName(before.name, name)) return;
    this.renamed.add(ward);
    if (name === ward || before.period === period || this.#told.has(ward)) return;
    this.#told.add(ward);
    const args = { ward, seen: `${name} (${period})`, other: `${before.name} (${before.period})` };
    this.problems.push(problem("data/renamed", args));
  }
}
