import type { GroupRule } from "../criteria/model.ts";
import { NumberColumn, Truth } from "../exact/column.ts";
import { fraction } from "../exact/fraction.ts";
import type { Expression } from "../expression/expression.ts";
import { Plan } from "../expression/plan.ts";
import { Status } from "./status.ts";

/** Does the group hold with `met` of `counted` members met? */
export type Condition = (met: number, counted: number) => boolean;

/** A rule that goes by how many members are met. */
export type CountingRule = GroupRule & { readonly form: "all" | "at_least" | "share" };

/** The condition of a rule; a share is tried for every count once, when the standard is compiled. */
export function conditionOf(rule: CountingRule, members: number): Condition {
  if (rule.form === "all") return (met, counted) => met === counted;
  if (rule.form === "at_least") return (met) => met >= rule.count;
  const table = shareTable(rule.test.expression, members);
  return (met, counted) => table[counted]?.[met] === true;
}

function shareTable(test: Expression, members: number): boolean[][] {
  const plan = new Plan();
  const { low } = plan.add(test);
  return Array.from({ length: members + 1 }, (_, counted) =>
    Array.from({ length: counted + 1 }, (_, met) => {
      if (counted === 0) return false;
      const share = new NumberColumn();
      share.set(0, fraction(BigInt(met), BigInt(counted)));
      plan.run(() => share, 1);
      return plan.truths(low)[0] === Truth.true;
    }),
  );
}

/**
 * The one rule for groups. Of the members, `met` are met (or waived), `notMet` are not, `unknown` may be either, and
 * `perhaps` may be either or leave the group. The group is decided only when every way gives one result.
 */
export function groupStatus(
  condition: Condition,
  met: number,
  notMet: number,
  unknown: number,
  perhaps: number,
): Status {
  const sure = met + notMet + unknown;
  if (sure === 0) return perhaps === 0 ? Status.notApplicable : Status.perhaps;
  let holds = false;
  let fails = false;
  for (let joining = 0; joining <= perhaps; joining++) {
    for (let now = met; now <= met + unknown + joining; now++) {
      if (condition(now, sure + joining)) holds = true;
      else fails = true;
    }
  }
  if (holds && fails) return Status.unknown;
  return holds ? Status.met : Status.notMet;
}

/** Runs the rule down the members' status columns; members that are only scored leave the counts. */
export function groupColumn(condition: Condition, members: readonly Uint8Array[], out: Uint8Array, rows: number): void {
  for (let row = 0; row < rows; row++) {
    let met = 0;
    let notMet = 0;
    let unknown = 0;
    let perhaps = 0;
    for (const member of members) {
      const status = member[row];
      if (status === Status.met || status === Status.waived) met++;
      else if (status === Status.notMet) notMet++;
      else if (status === Status.unknown) unknown++;
      else if (status === Status.perhaps) perhaps++;
    }
    out[row] = groupStatus(condition, met, notMet, unknown, perhaps);
  }
}
