import { describe, expect, test } from "vitest";
import { conditionOf, GroupPass, groupStatus } from "../../src/engine/group-rule.ts";
import { MemberStatuses } from "../../src/engine/member-statuses.ts";
import { Status } from "../../src/engine/status.ts";
import { Truth } from "../../src/exact/column.ts";
import { joinTruths, notTruth } from "../../src/expression/logic-kernels.ts";

// The tables are those of docs/semantics.md, written down again by hand.

const TRUTHS = { T: Truth.true, F: Truth.false, U: Truth.missing, N: Truth.notApplicable } as const;
type TruthLetter = keyof typeof TRUTHS;
const letterOf = (code: number | undefined) => Object.entries(TRUTHS).find(([, value]) => value === code)?.[0];

const LOGIC = {
  and: { T: "T F U T", F: "F F F F", U: "U F U U", N: "T F U N" },
  or: { T: "T T T T", F: "T F U F", U: "T U U U", N: "T F U N" },
} as const;

describe.each(["and", "or"] as const)("%s", (operator) => {
  const order: readonly TruthLetter[] = ["T", "F", "U", "N"];
  test.each(order)("%s", (left) => {
    const expected = LOGIC[operator][left].split(" ");
    const found = order.map((right) => {
      const out = new Uint8Array(1);
      joinTruths(operator, [Uint8Array.of(TRUTHS[left]), Uint8Array.of(TRUTHS[right])], out, 1);
      return letterOf(out[0]);
    });
    expect(found).toEqual(expected);
  });
});

test("not", () => {
  const out = new Uint8Array(4);
  notTruth(Uint8Array.of(TRUTHS.T, TRUTHS.F, TRUTHS.U, TRUTHS.N), out, 4);
  expect([...out].map(letterOf)).toEqual(["F", "T", "U", "N"]);
});

const STATUSES = {
  M: Status.met,
  N: Status.notMet,
  U: Status.unknown,
  P: Status.perhaps,
  A: Status.notApplicable,
  W: Status.waived,
  V: Status.waivedPerhaps,
} as const;
type StatusLetter = keyof typeof STATUSES;
const ORDER: readonly StatusLetter[] = ["M", "N", "U", "P", "A", "W"];
/** with V, which tables on paper leave out: waived, and may yet turn out not to apply */
const EVERY: readonly StatusLetter[] = [...ORDER, "V"];
const statusLetter = (code: number | undefined) => Object.entries(STATUSES).find(([, value]) => value === code)?.[0];

const GROUPS = {
  all: { M: "M N U U M M", N: "N N N N N N", U: "U N U U U U", P: "U N U P P U", A: "M N U P A M", W: "M N U U M M" },
  any: { M: "M M M M M M", N: "M N U U N M", U: "M U U U U M", P: "M U U P P M", A: "M N U P A M", W: "M M M M M M" },
  two: { M: "M N U U N M", N: "N N N N N N", U: "U N U U N U", P: "U N U P P U", A: "N N N P A N", W: "M N U U N M" },
} as const;

const RULES = {
  all: conditionOf({ form: "all" }, 2),
  any: conditionOf({ form: "at_least", count: 1 }, 2),
  two: conditionOf({ form: "at_least", count: 2 }, 2),
} as const;

describe.each(["all", "any", "two"] as const)("group of two: %s", (rule) => {
  test.each(ORDER)("%s", (left) => {
    const found = ORDER.map((right) => {
      const out = new Uint8Array(1);
      const members = new MemberStatuses([Uint8Array.of(STATUSES[left]), Uint8Array.of(STATUSES[right])]);
      members.fill(1);
      new GroupPass(RULES[rule], members).run(out, 1);
      return statusLetter(out[0]);
    });
    expect(found).toEqual(GROUPS[rule][left as keyof typeof GROUPS.all].split(" "));
  });
});

/** Every way a member can turn out: met, not met, or out of the group. */
const WAYS: Readonly<Record<StatusLetter, readonly ("M" | "N" | "A")[]>> = {
  M: ["M"],
  W: ["M"],
  N: ["N"],
  A: ["A"],
  U: ["M", "N"],
  P: ["M", "N", "A"],
  V: ["M", "A"],
};

function* ways(members: readonly StatusLetter[]): Generator<("M" | "N" | "A")[]> {
  const [first, ...rest] = members;
  if (first === undefined) yield [];
  else for (const way of WAYS[first]) for (const others of ways(rest)) yield [way, ...others];
}

/** The rule by its definition: what every way gives, and P when all that is not certain may yet leave. */
function byEnumeration(members: readonly StatusLetter[], holds: (met: number, of: number) => boolean): StatusLetter {
  const results = new Set<string>();
  for (const way of ways(members)) {
    const counted = way.filter((one) => one !== "A");
    const met = counted.filter((one) => one === "M").length;
    results.add(counted.length === 0 ? "A" : holds(met, counted.length) ? "M" : "N");
  }
  if (members.every((member) => member === "A")) return "A";
  if (members.every((member) => "PAV".includes(member))) return members.includes("P") || results.has("N") ? "P" : "V";
  if (results.size > 1) return "U";
  return [...results][0] as StatusLetter;
}

function* tuples(length: number): Generator<StatusLetter[]> {
  if (length === 0) yield [];
  else for (const first of EVERY) for (const rest of tuples(length - 1)) yield [first, ...rest];
}

const CONDITIONS = {
  all: (met: number, of: number) => met === of,
  any: (met: number) => met >= 1,
  "at least 2": (met: number) => met >= 2,
  "at least 3": (met: number) => met >= 3,
  "share ≥ 2/3": (met: number, of: number) => met * 3 >= of * 2,
  "share in [30%..60%]": (met: number, of: number) => met * 10 >= of * 3 && met * 10 <= of * 6,
} as const;

describe.each(Object.entries(CONDITIONS))("group rule against every way: %s", (_, holds) => {
  test.each([1, 2, 3, 4, 5])("%i members", (length) => {
    for (const members of tuples(length)) {
      const count = (...letters: StatusLetter[]) => members.filter((member) => letters.includes(member)).length;
      const found = groupStatus(holds, {
        met: count("M", "W"),
        notMet: count("N"),
        unknown: count("U"),
        perhaps: count("P"),
        waivedPerhaps: count("V"),
      });
      expect(statusLetter(found), members.join("")).toBe(byEnumeration(members, holds));
    }
  });
});
