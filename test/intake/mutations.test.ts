import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare, fraction } from "../../src/exact/fraction.ts";
import { readWards } from "../../src/intake/read-wards.ts";
import type { Cell } from "../../src/intake/table.ts";
import { HEAD, standardOf } from "../support/standards.ts";

// A clean file, one to three random hazards: the values stay right, or the file is refused. Never a third thing.

const standard = standardOf(`${HEAD}fields:
  people: {label: {vi: Dân số, en: People}, type: count, unit: {vi: người, en: people}, range: [1, 2000000]}
  poor: {label: {vi: Hộ nghèo, en: Poor households}, type: count, unit: {vi: hộ, en: households}}
  rate: {label: {vi: Tỷ lệ hộ nghèo, en: Poverty rate}, type: percent, range: [0%, 100%]}
  water: {label: {vi: Tỷ lệ hộ dùng nước sạch, en: Clean water}, type: percent, range: [0%, 100%], typical: [50%, 100%]}
  income: {label: {vi: Thu nhập bình quân, en: Income}, type: number, unit: {vi: triệu đồng, en: million VND}, range: [0, 500]}
  groups: {label: {vi: Tổ dân phố văn hóa, en: Cultural groups}, type: ratio, unit: {vi: tổ, en: groups}}
  clean: {label: {vi: Tổng vệ sinh, en: Cleaning}, type: boolean}
  planned: {label: {vi: Ngày ban hành kế hoạch, en: Planned}, type: date}
criteria: [{id: A, title: {vi: A, en: A}, value: clean}]
`);

/** One ward; decimals are held as hundredths so that what is right is known exactly. */
interface Ward {
  readonly code: string;
  readonly name: string;
  readonly year: number;
  readonly people: number;
  readonly poor: number;
  readonly rate: number;
  readonly water: number;
  readonly income: number;
  readonly part: number;
  readonly whole: number;
  readonly clean: boolean;
  readonly day: number;
}

const NAMES = [
  "Ba Đình",
  "Điện Biên",
  "Lam Sơn",
  "Hàm Rồng",
  "Đông Thọ",
  "Cộng Hòa",
  "Tổng Cọt",
  "Trung Bình",
  "Toàn Thắng",
];
const ward: fc.Arbitrary<Omit<Ward, "code" | "name">> = fc.record({
  year: fc.constantFrom(2019, 2020),
  people: fc.oneof(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1000, max: 1_999_999 })),
  poor: fc.nat(3000),
  rate: fc.nat(10_000),
  water: fc.integer({ min: 0, max: 10_000 }),
  income: fc.nat(50_000),
  part: fc.nat(12),
  whole: fc.integer({ min: 12, max: 40 }),
  clean: fc.boolean(),
  day: fc.integer({ min: 13, max: 28 }),
});
const wards: fc.Arbitrary<Ward[]> = fc
  .array(ward, { minLength: 1, maxLength: 6 })
  .map((all) => all.map((one, index) => ({ ...one, code: String(14_755 + 3 * index), name: NAMES[index] ?? "" })));

/** How a file is written; hazards change it, or the text that comes of it. */
interface Style {
  readonly delimiter: "," | ";" | "\t" | "|";
  readonly mark: "." | ",";
  readonly grouping: "" | "." | "," | " " | "\u00a0";
  readonly quoteAll: boolean;
  readonly neverQuote: boolean;
  readonly lineEnd: "\n" | "\r\n" | "\r";
  readonly units: boolean;
  readonly ratio: "cell" | "columns" | "dates";
  readonly percent: "plain" | "sign" | "fraction";
  readonly header: "vi" | "en" | "nfd" | "upper" | "wrapped";
  readonly above: readonly string[];
  readonly numbered: boolean;
  readonly total: "" | "coded" | "word" | "nearly";
  readonly signature: boolean;
  readonly codes: "whole" | "number" | "scientific" | "none";
  readonly dates: "vi" | "iso" | "us" | "serial";
  readonly yes: readonly [string, string];
  readonly tail: number;
  readonly long: boolean;
}

const CLEAN: Style = {
  delimiter: ";",
  mark: ",",
  grouping: "",
  quoteAll: false,
  neverQuote: false,
  lineEnd: "\r\n",
  units: false,
  ratio: "cell",
  percent: "plain",
  header: "vi",
  above: [],
  numbered: false,
  total: "",
  signature: false,
  codes: "whole",
  dates: "vi",
  yes: ["Đạt", "Không đạt"],
  tail: 0,
  long: false,
};

/** Every hazard of style that an export may have; each is one change. */
const STYLE_HAZARDS: readonly Partial<Style>[] = [
  ...([",", "\t", "|"] as const).map((delimiter) => ({ delimiter })),
  { mark: "." },
  ...([".", ",", " ", "\u00a0"] as const).map((grouping) => ({ grouping })),
  { quoteAll: true },
  { neverQuote: true },
  { neverQuote: true, delimiter: "," },
  { lineEnd: "\n" },
  { lineEnd: "\r" },
  { units: true },
  { ratio: "columns" },
  { ratio: "dates" },
  { percent: "sign" },
  { percent: "fraction" },
  ...(["en", "nfd", "upper", "wrapped"] as const).map((header) => ({ header })),
  { above: ["UBND TỈNH THANH HÓA", "BÁO CÁO NĂM 2018"] },
  { above: ["sep=;"] },
  { above: ["Hộ nghèo, hộ cận nghèo, nước sạch", ""] },
  { numbered: true },
  ...(["word", "coded", "nearly"] as const).map((total) => ({ total })),
  { signature: true },
  ...(["number", "scientific", "none"] as const).map((codes) => ({ codes })),
  ...(["iso", "us", "serial"] as const).map((dates) => ({ dates })),
  { yes: ["Có", "Không"] },
  { yes: ["x", "0"] },
  { yes: ["Cơ bản đạt", "Chưa"] },
  { tail: 3 },
  { long: true },
];

const LABELS = {
  vi: {
    code: "Mã phường",
    name: "Tên phường",
    year: "Năm",
    people: "Dân số",
    poor: "Hộ nghèo",
    rate: "Tỷ lệ hộ nghèo",
    water: "Tỷ lệ hộ dùng nước sạch",
    income: "Thu nhập bình quân",
    groups: "Tổ dân phố văn hóa",
    part: "Tổ dân phố văn hóa – đạt",
    whole: "Tổ dân phố văn hóa – tổng số",
    clean: "Tổng vệ sinh",
    planned: "Ngày ban hành kế hoạch",
    field: "Chỉ tiêu",
    value: "Giá trị",
  },
  en: {
    code: "ward_code",
    name: "ward_name",
    year: "period",
    people: "People",
    poor: "poor",
    rate: "Poverty rate",
    water: "water",
    income: "Income",
    groups: "Cultural groups",
    part: "Cultural groups – achieved",
    whole: "groups - total",
    clean: "clean",
    planned: "planned",
    field: "field",
    value: "value",
  },
} as const;
type Column = keyof (typeof LABELS)["vi"];

const hundredths = (value: number, { mark }: Style): string => {
  const text = (value / 100).toFixed(2);
  return text.replace(/\.?0+$/, "").replace(".", mark);
};
const grouped = (value: number, { grouping }: Style): string =>
  grouping === "" ? String(value) : String(value).replace(/\B(?=(\d{3})+(?!\d))/g, grouping);

function cellsOf(one: Ward, style: Style): Partial<Record<Column, string>> {
  const unit = (name: string) => (style.units ? ` ${name}` : "");
  const percent = (value: number) =>
    style.percent === "fraction"
      ? String(value / 10_000).replace(".", style.mark)
      : hundredths(value, style) + (style.percent === "sign" ? " %" : "");
  const day = String(one.day).padStart(2, "0");
  const serial = 43_831 + (one.year - 2020) * 365 + one.day - 1 + 31 * 2;
  const date = {
    vi: `${day}/03/${one.year}`,
    iso: `${one.year}-03-${day}`,
    us: `3/${one.day}/${one.year}`,
    serial: String(serial),
  };
  const ratio = style.ratio === "dates" && one.part >= 1 && one.part <= 12 && one.whole <= 31;
  return {
    code: style.codes === "scientific" ? `1,${one.code.slice(1)}E+04` : one.code,
    name: one.name,
    year: String(one.year),
    people: grouped(one.people, style) + unit("người"),
    poor: grouped(one.poor, style) + unit("hộ"),
    // Nothing tells that a rate without typical values is a fraction.
    rate: hundredths(one.rate, style),
    water: percent(one.water),
    income: hundredths(one.income, style) + unit("triệu đồng"),
    groups: ratio ? `${String(one.whole).padStart(2, "0")}-Aug` : `${one.part}/${one.whole}`,
    part: String(one.part),
    whole: String(one.whole),
    clean: style.yes[one.clean ? 0 : 1],
    planned: date[style.dates],
  };
}

function written(all: readonly Ward[], style: Style): string {
  const ratio: Column[] = style.ratio === "columns" ? ["part", "whole"] : ["groups"];
  const fields: Column[] = ["people", "poor", "rate", "water", "income", ...ratio, "clean", "planned"];
  const identity: Column[] = style.codes === "none" ? ["name", "year"] : ["code", "name", "year"];
  const long = style.long && style.ratio !== "columns";
  const columns: Column[] = long ? [...identity, "field", "value"] : [...identity, ...fields];
  const labels = LABELS[style.header === "en" ? "en" : "vi"];
  const quoted = (text: string) =>
    !style.neverQuote && (style.quoteAll || /["\r\n]/.test(text) || text.includes(style.delimiter))
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  const line = (cells: readonly string[]) =>
    [...cells, ...Array.from({ length: style.tail }, () => "")].map(quoted).join(style.delimiter);
  const heading = (column: Column): string => {
    const label = labels[column];
    if (style.header === "upper") return label.toUpperCase();
    if (style.header === "nfd") return label.normalize("NFD");
    return style.header === "wrapped" ? label.replace(" ", "\n") : label;
  };
  const rows = all.flatMap((one) => {
    const cells = cellsOf(one, style);
    if (!long) return [line(columns.map((column) => cells[column] ?? ""))];
    return fields.map((field) =>
      line([...identity.map((column) => cells[column] ?? ""), labels[field], cells[field] ?? ""]),
    );
  });
  const sum = String(all.reduce((total, one) => total + one.poor, 0));
  const totals = {
    "": [],
    word: [
      line(
        columns.map((column, place) =>
          place === 0 ? "" : column === "name" ? "TỔNG CỘNG" : column === "poor" ? sum : "",
        ),
      ),
    ],
    coded: [line(columns.map((column) => (column === "code" ? "Tổng số" : column === "poor" ? sum : "")))],
    nearly: [
      line(
        columns.map((column) =>
          column === "name" ? "Toàn thành phố" : column === "year" ? "2020" : column === "poor" ? sum : "",
        ),
      ),
    ],
  };
  return [
    ...style.above,
    line(columns.map(heading)),
    ...(style.numbered ? [line(columns.map((_, place) => `(${place + 1})`))] : []),
    ...rows,
    ...totals[style.total],
    ...(style.signature ? [line(["Người lập biểu"]), line(["Nguyễn Văn A"])] : []),
    "",
  ].join(style.lineEnd);
}

/** Damage to the text itself. */
const TEXT_HAZARDS: readonly ((text: string, random: number, delimiter: string) => string)[] = [
  (text) => text,
  (text) => `\ufeff${text}`,
  (text) => `\ufeff\ufeff${text}`,
  (text) => text.replaceAll(" ", "\u00a0"),
  (text) => text.replaceAll("Đ", "Ð").replaceAll("đ", "ð"),
  (text, random, delimiter) => deleteOne(text, random, delimiter),
  (text, random) => insertAt(text, random, '"'),
  (text, random, delimiter) => insertAt(text, random, delimiter),
  (text, random) => lineTwice(text, random),
  (text) => `${text}${text}`,
  (text) =>
    text
      .split(/(?<=\n)/)
      .toReversed()
      .join(""),
];

/** Puts something between words and figures, or into a figure; inside a word it would be another word. */
function insertAt(text: string, random: number, inserted: string): string {
  const places = [...text.matchAll(/(?!\p{L})[^ ]/gu)].map(({ index }) => index);
  const place = places[random % places.length] ?? 0;
  return text.slice(0, place) + inserted + text.slice(place);
}
/** Loses a quote, a line end or a delimiter. A lost decimal comma is a wrong figure that no reader can find. */
function deleteOne(text: string, random: number, delimiter: string): string {
  const marks = delimiter === "," ? /["\r\n]/g : /[;\t|"\r\n]/g;
  const places = [...text.matchAll(marks)].map(({ index }) => index);
  const place = places[random % places.length] ?? 0;
  return text.slice(0, place) + text.slice(place + 1);
}
function lineTwice(text: string, random: number): string {
  const lines = text.split(/(?<=\n)/);
  const place = random % lines.length;
  return [...lines.slice(0, place + 1), lines[place] ?? "", ...lines.slice(place + 1)].join("");
}

const ENCODINGS: readonly ((text: string) => Uint8Array)[] = [
  (text) => new TextEncoder().encode(text),
  (text) => Uint8Array.from(Buffer.from(`\ufeff${text}`, "utf16le")),
  (text) => Uint8Array.from(Buffer.from(text, "utf16le")),
  (text) => new TextEncoder().encode(Buffer.from(text, "utf8").toString("latin1")),
];

const isRight = (cell: Cell | undefined, n: number, d = 1): boolean =>
  cell?.is === "missing" || (cell?.is === "number" && compare(cell.value, fraction(BigInt(n), BigInt(d))) === 0);

/** What a table says wrongly of the wards, in words; empty when all is right. A missing value is not a wrong one. */
function wrongIn(bytes: Uint8Array, all: readonly Ward[], isPart = false): string[] {
  const { table } = readWards(standard, [{ name: "x.csv", bytes, sha256: "" }]);
  if (table === undefined) return [];
  const wrong: string[] = [];
  for (const batch of table.batches) {
    for (let row = 0; row < batch.count; row++) {
      const [key = "", period = ""] = [batch.wards.at(row)?.replaceAll("Ð", "Đ"), batch.periods[row]?.label];
      const one = all.find(({ code, name, year }) => (code === key || name === key) && String(year) === period);
      const cell = (id: string) => batch.columns.get(id)?.get(row);
      if (one === undefined) {
        wrong.push(`no such ward: ${key} ${period}`);
        continue;
      }
      const groups = cell("groups");
      const day = BigInt(Date.UTC(one.year, 2, one.day) / 86_400_000);
      const checks: readonly (readonly [string, boolean])[] = [
        ["people", isRight(cell("people"), one.people)],
        ["poor", isRight(cell("poor"), one.poor)],
        ["rate", isRight(cell("rate"), one.rate, 10_000)],
        ["water", isRight(cell("water"), one.water, 10_000)],
        ["income", isRight(cell("income"), one.income, 100)],
        [
          "groups",
          groups?.is === "missing" ||
            (groups?.is === "ratio" && groups.part.n === BigInt(one.part) && groups.whole.n === BigInt(one.whole)),
        ],
        ["clean", cell("clean")?.is === "missing" || (cell("clean") as { value?: boolean }).value === one.clean],
        ["planned", isRight(cell("planned"), Number(day))],
      ];
      for (const [id, right] of checks)
        if (!right)
          wrong.push(
            `${key} ${period} ${id}: ${JSON.stringify(cell(id), (_, value) => (typeof value === "bigint" ? String(value) : value))}`,
          );
    }
  }
  if (!isPart && table.rows !== all.length) wrong.push(`${table.rows} rows of ${all.length}`);
  return wrong;
}

describe("a clean file with hazards is read right or refused", () => {
  test("clean files of every style are read right, not refused", () => {
    fc.assert(
      fc.property(wards, (all) => {
        const bytes = new TextEncoder().encode(written(all, CLEAN));
        const { table, problems } = readWards(standard, [{ name: "x.csv", bytes, sha256: "" }]);
        const refused = problems.filter(({ severity }) => severity === "error").map(({ code }) => code);
        // All figures of water below 1 % look like fractions, and are refused as such.
        expect(refused.filter((code) => code !== "data/percent-as-fraction")).toEqual([]);
        if (table !== undefined) expect(wrongIn(bytes, all)).toEqual([]);
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });

  test("hazards of style, of the text and of its encoding", () => {
    const hazards = fc.array(fc.constantFrom(...STYLE_HAZARDS), { maxLength: 3 });
    const damage = fc.tuple(fc.nat(TEXT_HAZARDS.length - 1), fc.nat(100_000), fc.nat(ENCODINGS.length + 5));
    fc.assert(
      fc.property(wards, hazards, damage, (all, styles, [text, random, encoding]) => {
        const style: Style = Object.assign({ ...CLEAN }, ...styles);
        const damaged = TEXT_HAZARDS[text]?.(written(all, style), random, style.delimiter) ?? "";
        const bytes = (ENCODINGS[encoding] ?? ENCODINGS[0])?.(damaged) ?? new Uint8Array();
        expect(wrongIn(bytes, all), damaged).toEqual([]);
      }),
      { numRuns: 3000, endOnFailure: true },
    );
  }, 60_000);

  test("an Excel file cut at any byte is refused, or gives rows that are all right", () => {
    const all: Ward[] = NAMES.slice(0, 3).map((name, index) => ({
      code: String(14_755 + index),
      name,
      year: 2020,
      people: 15_641 + index,
      poor: 27,
      rate: 125,
      water: 9725,
      income: 6250,
      part: 7,
      whole: 18,
      clean: index % 2 === 0,
      day: 12,
    }));
    const columns: readonly Partial<Style>[] = [
      {},
      { ratio: "columns" },
      { long: true },
      { dates: "iso", delimiter: "," },
    ];
    for (const style of columns) {
      const bytes = new TextEncoder().encode(written(all, { ...CLEAN, ...style }));
      for (let cut = 0; cut < bytes.length; cut++)
        expect(wrongIn(bytes.subarray(0, cut), all, true), `${JSON.stringify(style)} ${cut}`).toEqual([]);
    }
  }, 60_000);
});
