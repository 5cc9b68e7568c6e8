// What wards report, column by column as standard.yaml has the fields: figures of good wards and of poor ones lie on
// either side of the thresholds. Percents are given in hundredths of a percent, numbers in tenths, ratios by the percent
// that was achieved of a total.

const percent = (name, poor, good) => ({ is: "percent", headings: [name], poor, good });
const number = (name, poor, good) => ({ is: "tenths", headings: [name], poor, good });
const count = (name, poor, good) => ({ is: "count", headings: [name], poor, good });
const boolean = (name) => ({ is: "boolean", headings: [name] });
const ratio = (name, total, poor, good) => ({
  is: "ratio",
  headings: [`${name}_achieved`, `${name}_total`],
  total,
  poor,
  good,
});

export const FIGURES = [
  percent("poor_households", [236, 1400], [0, 235]),
  percent("trained_workers", [3000, 6234], [6235, 9500]),
  number("income", [220, 584], [585, 1450]),
  ratio("sorting", [400, 9500], [35, 79], [80, 100]),
  percent("clean_water", [6000, 9414], [9415, 10000]),
  count("trees", [60, 1199], [1200, 9900]),
  ratio("schools", [2, 24], [30, 87], [88, 100]),
  percent("pupils_kept", [7000, 9044], [9045, 10000]),
  boolean("library"),
  percent("insurance", [6500, 9264], [9265, 10000]),
  number("doctors", [10, 94], [95, 240]),
  boolean("clinic"),
  ratio("safe_groups", [8, 60], [20, 69], [70, 100]),
  count("accidents", [6, 48], [0, 5]),
  boolean("patrol"),
  percent("cultural_families", [5500, 8554], [8555, 10000]),
  ratio("cultural_groups", [8, 60], [30, 74], [75, 100]),
  count("events", [0, 5], [6, 40]),
  ratio("on_time", [150, 9900], [60, 94], [95, 100]),
  percent("satisfaction", [5000, 8234], [8235, 10000]),
  boolean("budget_published"),
  ratio("paved_streets", [12, 240], [40, 89], [90, 100]),
  percent("lit_streets", [4500, 8824], [8825, 10000]),
  number("green_area", [8, 64], [65, 220]),
];

/** Of 256 figures of a ward, how many are good: a quarter of the wards each is excellent, good, middling, weak. */
export const GOOD_OF_256 = [254, 238, 222, 190];

/** Of 256 figures, how many are missing: 3 %. */
export const MISSING_OF_256 = 8;

export const WARDS = 100_000;
export const LATEST_YEAR = 2025;

const KINDS = ["Phường", "Xã"];
const FIRST = ["An", "Bình", "Châu", "Điện", "Đông", "Hòa", "Hưng", "Kim", "Long", "Mỹ", "Nghĩa", "Phú", "Tân"];
const SECOND = ["Biên", "Định", "Đức", "Giang", "Hải", "Khánh", "Lộc", "Mỹ", "Phước", "Sơn", "Thạnh", "Thủy", "Xuân"];

/** Names of wards; a code has the same one every year. */
export const NAMES = KINDS.flatMap((kind) =>
  FIRST.flatMap((first) => SECOND.map((second) => `${kind} ${first} ${second}`)),
);

export const TRUE = "Đạt";
export const FALSE = "Không đạt";

export const HEADINGS = ["ward_code", "ward_name", "period", ...FIGURES.flatMap(({ headings }) => headings)];
