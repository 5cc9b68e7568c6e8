// standard.yaml in JsonLogic, written by hand: rules by name, each reading what the ones before it have found. A status
// is true, false or null (unknown); points are hundredths.

const value = (name) => ({ val: name });
const isMissing = (rule) => ({ "===": [rule, null] });
const isFalse = (rule) => ({ "===": [rule, false] });
const choose = (...branches) => ({ if: branches });

/** Unknown while a figure is missing. A ratio has both its figures or none. */
const known = (name, rule) => choose(isMissing(value(name)), null, rule);
const atLeast = (name, goal) => known(name, { ">=": [value(name), goal] });
const atMost = (name, goal) => known(name, { "<=": [value(name), goal] });
const share = (name) => ({ "/": [value(`${name}_achieved`), value(`${name}_total`)] });
const shareAtLeast = (name, goal) => known(`${name}_achieved`, { ">=": [share(name), goal] });

export const INDICATORS = {
  i11: atMost("poor_households", 2.35),
  i12: atLeast("trained_workers", 62.35),
  i13: atLeast("income", 58.5),
  i21: shareAtLeast("sorting", 0.8),
  i22: atLeast("clean_water", 94.15),
  i23: atLeast("trees", 1200),
  i31: shareAtLeast("schools", 0.875),
  i32: atLeast("pupils_kept", 90.45),
  i33: value("library"),
  i41: atLeast("insurance", 92.65),
  i42: atLeast("doctors", 9.5),
  i43: value("clinic"),
  i51: shareAtLeast("safe_groups", 0.7),
  i52: atMost("accidents", 5),
  i53: value("patrol"),
  i61: atLeast("cultural_families", 85.55),
  i62: shareAtLeast("cultural_groups", 0.75),
  i63: atLeast("events", 6),
  i71: shareAtLeast("on_time", 0.95),
  i72: atLeast("satisfaction", 82.35),
  i73: value("budget_published"),
  i81: shareAtLeast("paved_streets", 0.9),
  i82: atLeast("lit_streets", 88.25),
  i83: atLeast("green_area", 6.5),
};

/** Points by status: indicator, points when met, points when not. */
const BY_STATUS = [
  ["i11", 800, 0],
  ["i12", 600, 0],
  ["i13", 600, 0],
  ["i22", 300, 0],
  ["i23", 200, 0],
  ["i31", 400, 0],
  ["i33", 300, -100],
  ["i42", 300, 0],
  ["i43", 300, 0],
  ["i51", 400, 0],
  ["i52", 300, -50],
  ["i53", 300, 0],
  ["i61", 300, 0],
  ["i62", 400, 0],
  ["i63", 300, 0],
  ["i71", 800, 0],
  ["i72", 600, 0],
  ["i73", 600, 0],
  ["i81", 500, 0],
  ["i82", 300, 0],
];

/** To whole hundredths; nothing that is rounded here is negative. */
const rounded = (rule) => {
  const raised = { "+": [rule, 0.5] };
  return { "-": [raised, { "%": [raised, 1] }] };
};
const below = (name, bound) => ({ "<": [value(name), bound] });

/** Points by figure: the figure, its points, the most that they can be. */
const BY_FIGURE = [
  ["sorting_achieved", rounded({ "/": [{ "*": [value("sorting_achieved"), 500] }, value("sorting_total")] }), 500],
  ["pupils_kept", choose(below("pupils_kept", 80.05), 0, below("pupils_kept", 90.45), 150, 300), 300],
  ["insurance", rounded({ "*": [{ min: [{ max: [{ "-": [value("insurance"), 70.15] }, 0] }, 25] }, 16] }), 400],
  ["green_area", choose(below("green_area", 4), 0, below("green_area", 6.5), 100, 200), 200],
];

const least = ([id, met, notMet]) => choose(value(id), met, notMet);
const most = ([id, met, notMet]) => choose(isFalse(value(id)), notMet, met);
const leastByFigure = ([name, points]) => choose(isMissing(value(name)), 0, points);
const mostByFigure = ([name, points, max]) => choose(isMissing(value(name)), max, points);
const sum = (rules) => ({ "+": rules });
const low = (statuses, figures) => sum([...statuses.map(least), ...figures.map(leastByFigure)]);
const high = (statuses, figures) => sum([...statuses.map(most), ...figures.map(mostByFigure)]);

const all = (...rules) => choose({ or: rules.map(isFalse) }, false, { and: rules }, true, null);
const any = (...rules) => choose({ or: rules }, true, { or: rules.map(isMissing) }, null, false);
/** True when even the least is enough, false when the most is not, else unknown. */
const reached = (lowest, highest, goal) =>
  choose({ ">=": [lowest, goal] }, true, { "<": [highest, goal] }, false, null);
const leastMet = (names) => sum(names.map((name) => choose(value(name), 1, 0)));
const mostMet = (names) => sum(names.map((name) => choose(isFalse(value(name)), 0, 1)));
const two = (...names) => reached(leastMet(names), mostMet(names), 2);

const STREETS = BY_STATUS.filter(([name]) => name.startsWith("i8"));
const GREEN = BY_FIGURE.slice(-1);

export const CRITERIA = {
  c1: all(value("i11"), value("i12"), value("i13")),
  c2: two("i21", "i22", "i23"),
  c3: two("i31", "i32", "i33"),
  c4: any(value("i41"), value("i42"), value("i43")),
  c5: all(value("i51"), value("i52"), value("i53")),
  c6: two("i61", "i62", "i63"),
  c7: two("i71", "i72", "i73"),
  c8: reached(low(STREETS, GREEN), high(STREETS, GREEN), 600),
  low: low(BY_STATUS, BY_FIGURE),
  high: high(BY_STATUS, BY_FIGURE),
};

const criteria = Object.keys(CRITERIA).filter((name) => name.startsWith("c"));
const mandatory = [value("c1"), value("i51")];
const enough = (goal) => reached(leastMet(criteria), mostMet(criteria), goal);
const score = (goal) => reached(value("low"), value("high"), goal);

export const LEVELS = {
  certified: all(...mandatory, enough(8), score(9000)),
  silver: all(...mandatory, value("c7"), enough(7), score(8500)),
  bronze: all(...mandatory, enough(4), score(5500)),
};

/** Every node by its name here and its id in the standard. */
export const NODES = [
  ...criteria.map((name) => ({ name, id: name.slice(1) })),
  ...Object.keys(INDICATORS).map((name) => ({ name, id: `${name[1]}.${name[2]}` })),
];
