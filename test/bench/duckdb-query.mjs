// standard.yaml in SQL, written by hand, and as quick as DuckDB was found to do it: columns of known types, so that
// nothing is sniffed; figures in fixed point and points in whole hundredths, so that nothing is a double. NULL is
// unknown: AND, OR and NOT of SQL are then those of docs/semantics.md.
import { HEADINGS } from "./figures.mjs";

const PERCENT = "DECIMAL(5,2)";
const NUMBER = "DECIMAL(9,2)";
const WORD = "VARCHAR";
const COUNT = "INTEGER";

/** Bytes that a thread reads at once: with the 32 MB that DuckDB takes, two threads end a third later. */
const BUFFER = 4_000_000;

/** Types of columns other than counts. */
const TYPES = {
  ward_code: WORD,
  ward_name: WORD,
  period: WORD,
  poor_households: PERCENT,
  trained_workers: PERCENT,
  income: NUMBER,
  clean_water: PERCENT,
  pupils_kept: PERCENT,
  library: WORD,
  insurance: PERCENT,
  doctors: NUMBER,
  clinic: WORD,
  patrol: WORD,
  cultural_families: PERCENT,
  satisfaction: PERCENT,
  budget_published: WORD,
  lit_streets: PERCENT,
  green_area: NUMBER,
};

/**
 * Indicators: id; condition, NULL when unknown; hundredths of points when met, and when not where that is not 0.
 * Where points go by a figure, they stand in FIGURE_POINTS.
 */
const INDICATORS = [
  ["1.1", "poor_households <= 2.35", 800],
  ["1.2", "trained_workers >= 62.35", 600],
  ["1.3", "income >= 58.5", 600],
  ["2.1", "sorting_achieved * 100 >= sorting_total * 80"],
  ["2.2", "clean_water >= 94.15", 300],
  ["2.3", "trees >= 1200", 200],
  ["3.1", "schools_achieved * 8 >= schools_total * 7", 400],
  ["3.2", "pupils_kept >= 90.45"],
  ["3.3", "library = 'Đạt'", 300, -100],
  ["4.1", "insurance >= 92.65"],
  ["4.2", "doctors >= 9.5", 300],
  ["4.3", "clinic = 'Đạt'", 300],
  ["5.1", "safe_groups_achieved * 100 >= safe_groups_total * 70", 400],
  ["5.2", "accidents <= 5", 300, -50],
  ["5.3", "patrol = 'Đạt'", 300],
  ["6.1", "cultural_families >= 85.55", 300],
  ["6.2", "cultural_groups_achieved * 100 >= cultural_groups_total * 75", 400],
  ["6.3", "events >= 6", 300],
  ["7.1", "on_time_achieved * 100 >= on_time_total * 95", 800],
  ["7.2", "satisfaction >= 82.35", 600],
  ["7.3", "budget_published = 'Đạt'", 600],
  ["8.1", "paved_streets_achieved * 100 >= paved_streets_total * 90", 500],
  ["8.2", "lit_streets >= 88.25", 300],
  ["8.3", "green_area >= 6.5"],
];

/** Name; hundredths of points, NULL while the figure is missing; the most that they can be. */
const FIGURE_POINTS = [
  ["sorting_points", "(1000 * sorting_achieved + sorting_total) // (2 * sorting_total)", 500],
  [
    "pupils_points",
    "CASE WHEN pupils_kept < 80.05 THEN 0 WHEN pupils_kept < 90.45 THEN 150 WHEN pupils_kept IS NOT NULL THEN 300 END",
    300,
  ],
  [
    "insurance_points",
    "CASE WHEN insurance <= 70.15 THEN 0 WHEN insurance >= 95.15 THEN 400 ELSE (16 * (insurance - 70.15))::INTEGER END",
    400,
  ],
  [
    "green_points",
    "CASE WHEN green_area < 4 THEN 0 WHEN green_area < 6.5 THEN 100 WHEN green_area IS NOT NULL THEN 200 END",
    200,
  ],
];

const two = (a, b, c) => `("${a}" AND "${b}") OR ("${a}" AND "${c}") OR ("${b}" AND "${c}")`;

/** The least and the most points that an indicator still can have. */
const least = ([id, , met, notMet = 0]) => `CASE WHEN "${id}" THEN ${met} ELSE ${notMet} END`;
const most = ([id, , met, notMet = 0]) => `CASE WHEN NOT "${id}" THEN ${notMet} ELSE ${met} END`;
const leastByFigure = ([name]) => `coalesce(${name}, 0)`;
const mostByFigure = ([name, , max]) => `coalesce(${name}, ${max})`;

const BY_STATUS = INDICATORS.filter(([, , met]) => met !== undefined);
const STREETS = BY_STATUS.filter(([id]) => id.startsWith("8."));
const GREEN = FIGURE_POINTS.filter(([name]) => name === "green_points");
const lowOf = (indicators, figures) => [...indicators.map(least), ...figures.map(leastByFigure)].join(" + ");
const highOf = (indicators, figures) => [...indicators.map(most), ...figures.map(mostByFigure)].join(" + ");

/** True when even the least reaches the goal, false when the most does not, else unknown. */
const reached = (low, high, goal) => `CASE WHEN ${low} >= ${goal} THEN true WHEN ${high} < ${goal} THEN false END`;

const CRITERIA = {
  1: '"1.1" AND "1.2" AND "1.3"',
  2: two("2.1", "2.2", "2.3"),
  3: two("3.1", "3.2", "3.3"),
  4: '"4.1" OR "4.2" OR "4.3"',
  5: '"5.1" AND "5.2" AND "5.3"',
  6: two("6.1", "6.2", "6.3"),
  7: two("7.1", "7.2", "7.3"),
  8: reached(lowOf(STREETS, GREEN), highOf(STREETS, GREEN), 600),
};

/** Every node, in the order of the standard. */
export const NODES = Object.keys(CRITERIA).flatMap((criterion) => [
  criterion,
  ...INDICATORS.map(([id]) => id).filter((id) => id.startsWith(`${criterion}.`)),
]);

const named = (entries) => entries.map(([name, sql]) => `${sql} AS "${name}"`).join(", ");
const columns = HEADINGS.map((heading) => `'${heading}': '${TYPES[heading] ?? COUNT}'`).join(", ");
const criteria = Object.keys(CRITERIA);

/** Every ward with its statuses, score and level. */
const judged = (file) => `
WITH wards AS (
  SELECT ward_code, ward_name, period, ${named(INDICATORS)}, ${named(FIGURE_POINTS)}
  FROM read_csv('${file}', auto_detect = false, header = true, delim = ',', buffer_size = ${BUFFER},
    columns = {${columns}})
), criteria AS (
  SELECT *, ${named(Object.entries(CRITERIA))},
    greatest(0, ${lowOf(BY_STATUS, FIGURE_POINTS)}) AS low,
    greatest(0, ${highOf(BY_STATUS, FIGURE_POINTS)}) AS high
  FROM wards
), counts AS (
  SELECT *,
    ${criteria.map((id) => `CASE WHEN "${id}" THEN 1 ELSE 0 END`).join(" + ")} AS least_met,
    ${criteria.map((id) => `CASE WHEN NOT "${id}" THEN 0 ELSE 1 END`).join(" + ")} AS most_met
  FROM criteria
), levels AS (
  SELECT *,
    "1" AND "5.1" AND ${reached("least_met", "most_met", 8)} AND ${reached("low", "high", 9000)} AS certified,
    "1" AND "5.1" AND "7" AND ${reached("least_met", "most_met", 7)} AND ${reached("low", "high", 8500)} AS silver,
    "1" AND "5.1" AND ${reached("least_met", "most_met", 4)} AND ${reached("low", "high", 5500)} AS bronze
  FROM counts
), verdicts AS (
  SELECT *, CASE
    WHEN certified THEN 'certified' WHEN certified IS NULL THEN 'undetermined'
    WHEN silver THEN 'silver' WHEN silver IS NULL THEN 'undetermined'
    WHEN bronze THEN 'bronze' WHEN bronze IS NULL THEN 'undetermined'
    ELSE 'none' END AS level
  FROM levels
)`;

const POSSIBLE = `CASE WHEN level <> 'undetermined' THEN NULL ELSE concat_ws(' ',
    CASE WHEN certified IS NULL THEN 'certified' END,
    CASE WHEN silver IS NOT false THEN 'silver' END,
    CASE WHEN silver IS NOT true AND bronze IS NOT false THEN 'bronze' END,
    CASE WHEN silver IS NOT true AND bronze IS NOT true THEN 'none' END) END`;

/** Hundredths as our CSV has them: 86.7 and 90, not 86.70 and 90.00. Cutting zeros off a text takes twice as long. */
const decimal = (hundredths) => `CASE
    WHEN ${hundredths} % 100 = 0 THEN (${hundredths} // 100)::VARCHAR
    WHEN ${hundredths} % 10 = 0 THEN (${hundredths} // 10 * 0.1)::VARCHAR
    ELSE (${hundredths} * 0.01)::VARCHAR END`;
const status = (id) => `CASE WHEN "${id}" THEN 'met' WHEN NOT "${id}" THEN 'not_met' ELSE 'unknown' END`;

/** Writes the columns that our own CSV output has. */
export const fullQuery = (file, output) => `
COPY (${judged(file)}
  SELECT ward_code AS ward, ward_name AS name, period, level, ${POSSIBLE} AS possible_levels,
    level AS level_without_waivers, ${decimal("low")} AS score_low, ${decimal("high")} AS score_high,
    ${NODES.map((id) => `${status(id)} AS "${id}.status"`).join(", ")}
  FROM verdicts
) TO '${output}' (FORMAT csv, HEADER true)`;

/** A row a level: how many wards, and of each node how many are met and not met there. */
export const summaryQuery = (file) => `${judged(file)}
SELECT level, count(*), ${NODES.map((id) => `count_if("${id}"), count_if(NOT "${id}")`).join(", ")}
FROM verdicts GROUP BY level`;
