import { fold } from "../fold.ts";
import type { ProblemCode } from "../problem.ts";
import { type CodeHabit, readCode } from "./ward-codes.ts";
import type { WardRow } from "./ward-row.ts";

/** Whose row it is: the code, or the name of a ward without one; and what is to be said of it. */
export interface Identity {
  readonly ward: string;
  readonly name: string;
  readonly province: string;
  /** the column that the fault lies in */
  readonly fault?: { readonly code: ProblemCode; readonly column: "ward" | "name" };
  readonly warning?: "data/lost-zeros" | "data/ward-without-code";
}

/** Tells whose rows they are, over all files. */
export class Identities {
  readonly #habit: CodeHabit;
  /** wards named without a code, as they were first spelt */
  readonly #named = new Map<string, string>();

  constructor(habit: CodeHabit) {
    this.#habit = habit;
  }

  of(row: WardRow): Identity {
    // ="00267" is how some keep the zeros for Excel.
    const written = row.builtIn("ward")?.replace(/^="(.*)"$/, "$1");
    const name = (row.builtIn("name") ?? "").replace(/\s+/g, " ");
    const province = row.builtIn("province") ?? "";
    if (written === undefined || written === "") {
      const ward = this.#byName(name, province);
      if (ward === "") return { ward, name, province, fault: { code: "data/no-ward-name", column: "name" } };
      return written === undefined
        ? { ward, name, province }
        : { ward, name, province, warning: "data/ward-without-code" };
    }
    const read = readCode(written, name, this.#habit);
    if (read.fault !== undefined) return { ward: "", name, province, fault: { code: read.fault, column: "ward" } };
    return { ward: read.code, name, province, ...(read.restored && { warning: "data/lost-zeros" }) };
  }

  /** Names repeat, so the province belongs to them. */
  #byName(name: string, province: string): string {
    const ward = name === "" || province === "" ? name : `${name} (${province})`;
    const known = this.#named.get(fold(ward));
    if (known === undefined && ward !== "") this.#named.set(fold(ward), ward);
    return known ?? ward;
  }
}
