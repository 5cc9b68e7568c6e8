import type { GroupRule } from "../criteria/model.ts";
import { NumberColumn, Truth } from "../exact/column.ts";
import { forRows } from "../exact/column-memory.ts";
import { fraction } from "../exact/fraction.ts";
import type { Expression } from "../expression/expression.ts";
import { Plan } from "../expression/plan.ts";
import type { MemberStatuses } from "./member-statuses.ts";
import { PatternTable } from "./pattern-table.ts";
import { Status } from "./status.ts";

/** Does the group hold with `met` of `counted` members met? */
export type Condition = (met: number, counted: number) => boolean;

/** A rule that goes by how many members are met. */
export type CountingRule = GroupRule & { readonly form: "all" | "at_least" | "share" };

/** The condition of a rule; a share is tried for every count once, when the standard is compiled. */
export function conditionOf(rule: CountingRule, members: number): Condition {
  if (rule.form === "all") return (met, counted) => met === counted;
  if (rule.form === "at_least") return (met) => met >= rule.count;
  const table = forRows(1, () => shareTable(rule.test.expression, members));
  return (met, counted) => table[counted]?.[met] === true;
}

function shareTable(test: Expression, members: number): boolean[][] {
  const plan = new Plan();
  const { low } = plan.add(test);
  const share = new NumberColumn();
  return Array.from({ length: members + 1 }, (_, counted) =>
    Array.from({ length: counted + 1 }, (_, met) => {
      if (counted === 0) return false;
      share.start(1);
      share.set(0, fraction(BigInt(met), BigInt(counted)));
      plan.begin(() => share, 1);
      return plan.truths(low)[0] === Truth.true;
    }),
  );
}

/** How the members of a group stand. */
export interface Members {
  /** met or waived */
  readonly met: number;
  readonly notMet: number;
  /** met or not */
  readonly unknown: number;
  /** met, not met, or leaving the group */
  readonly perhaps: number;
  /** waived, or leaving the group */
  readonly waivedPerhaps: number;
}

/** The one rule for groups: decided only when every way that its members may yet go gives one result. */
export function groupStatus(condition: Condition, members: Members): Status {
  const { met, notMet, unknown, perhaps, waivedPerhaps } = members;
  const sure = met + notMet + unknown;
  if (sure + perhaps + waivedPerhaps === 0) return Status.notApplicable;
  let holds = false;
  let fails = false;
  for (let waived = 0; waived <= waivedPerhaps; waived++) {
    for (let joining = 0; joining <= perhaps; joining++) {
      const counted = sure + waived + joining;
      if (counted === 0) continue;
      for (let now = met + waived; now <= met + waived + unknown + joining; now++) {
        if (condition(now, counted)) holds = true;
        else fails = true;
      }
    }
  }
  if (sure === 0) return fails ? Status.perhaps : leaving(members);
  if (holds && fails) return Status.unknown;
  return holds ? Status.met : Status.notMet;
}

/** A group that holds unless all its members leave it: met or not applicable, which only waivers can bring about. */
const leaving = ({ perhaps }: Members): Status => (perhaps === 0 ? Status.waivedPerhaps : Status.perhaps);

/** A group's rule over its members' status columns; members that are only scored leave the counts. */
export class GroupPass {
  readonly #condition: Condition;
  readonly #statuses: MemberStatuses;
  readonly #patterns: PatternTable;

  constructor(condition: Condition, statuses: MemberStatuses) {
    this.#condition = condition;
    this.#statuses = statuses;
    this.#patterns = new PatternTable((row) => this.#statusAt(row));
  }

  /** Writes the group's status for the first `rows` rows of a batch, whose patterns have been made. */
  run(out: Uint8Array, rows: number): void {
    if (this.#statuses.areTooMany) for (let row = 0; row < rows; row++) out[row] = this.#statusAt(row);
    else this.#patterns.run(this.#statuses.patterns, out, rows);
  }

  #statusAt(row: number): Status {
    let met = 0;
    let notMet = 0;
    let unknown = 0;
    let perhaps = 0;
    let waivedPerhaps = 0;
    for (const member of this.#statuses.members) {
      const status = member[row];
      if (status === Status.met || status === Status.waived) met++;
      else if (status === Status.notMet) notMet++;
      else if (status === Status.unknown) unknown++;
      else if (status === Status.perhaps) perhaps++;
      else if (status === Status.waivedPerhaps) waivedPerhaps++;
    }
    return groupStatus(this.#condition, { met, notMet, unknown, perhaps, waivedPerhaps });
  }
}
