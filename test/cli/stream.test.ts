import { describe, expect, test } from "vitest";
import { FORMAT_NAMES } from "../../src/report/format-names.ts";
import { FORMATS } from "../../src/report/formats.ts";
import { as, type Cell, workbook } from "../intake/workbooks/raw-workbook.ts";
import { runInMemory } from "../support/memory-host.ts";
import { HEAD } from "../support/standards.ts";

// A file that is read piece by piece gives what it gave when it was read whole: `--keep-going` has it read whole.

const STANDARD = `${HEAD}assesses: {unit: ward, period: {every: year}}
in_force: {from: 2019-01-01}
fields:
  poor: {label: {vi: Hộ nghèo, en: Poor}, type: count}
  water: {label: {vi: Nước sạch, en: Clean water}, type: percent, range: [0%, 100%]}
  clean: {label: {vi: Tổng vệ sinh, en: Cleaning}, type: boolean}
scoring: {total: 10}
criteria:
  - {id: A, clause: a, title: {vi: Nghèo, en: Poverty}, value: poor, require: ≤ 5, points: {max: 4}}
  - {id: B, clause: b, title: {vi: Nước, en: Water}, value: water, require: ≥ 62.5%, points: {max: 5, linear: {zero_at: 0%, full_at: 100%}, round: 2}}
  - {id: C, clause: c, title: {vi: Sạch, en: Clean}, value: clean, points: {max: 1}}
levels:
  - {id: gold, title: {vi: Vàng, en: Gold}, require: {criteria: all, score: ≥ 8}}
  - {id: silver, title: {vi: Bạc, en: Silver}, require: {criteria: {at_least: 2}}}
`;

const COUNT = 1_300;
const line = (place: number, water: string = String((place * 7) % 101)): string[] => [
  String(place % 650).padStart(5, "0"),
  `Phường Số ${place % 650}`,
  String(2019 + Math.floor(place / 650)),
  String(place % 9),
  place % 13 === 0 ? "" : water,
  place % 5 === 0 ? "Không đạt" : "Đạt",
];
const fileOf = (change: (lines: string[][]) => void): string => {
  const lines = Array.from({ length: COUNT }, (_, place) => line(place));
  change(lines);
  return `Mã phường,Tên phường,Năm,Hộ nghèo,Nước sạch,Tổng vệ sinh\n${lines.map((cells) => cells.join(",")).join("\n")}\n`;
};
const change = (lines: string[][], place: number, column: number, text: string): void => {
  const cells = lines[place];
  if (cells !== undefined) cells[column] = text;
};

const FILES: Readonly<Record<string, string>> = {
  clean: fileOf(() => {}),
  "decimals that come late, and a figure on its threshold before": fileOf((lines) => {
    for (const place of [3, 900]) change(lines, place, 4, "62.5");
    change(lines, 1290, 4, "62.55");
  }),
  "numbers of columns below the header, and a second look at the file": fileOf((lines) => {
    change(lines, 3, 4, "62.5");
    change(lines, 1290, 4, "62.55");
    lines.unshift(["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]);
    lines.splice(500, 0, ["", "Tổng số", "", "99", "", ""]);
  }),
  "a total, a dash, a blank row and other words": fileOf((lines) => {
    lines.splice(700, 0, ["", "Tổng số", "", "99", "", ""], []);
    change(lines, 800, 3, "-");
    change(lines, 1000, 5, "đạt.");
    change(lines, 1100, 4, "chưa có");
  }),
  "a ward that bears another name later": fileOf((lines) => {
    change(lines, 653, 1, "Phường Hạc Thành");
    change(lines, 660, 1, "P. Số 10");
  }),
  "rows before the standard is in force": fileOf((lines) => {
    for (const place of [5, 6, 1200]) change(lines, place, 2, "2018");
  }),
  "errors at the end": fileOf((lines) => {
    change(lines, 1299, 3, "3.5");
    change(lines, 1290, 4, "101");
  }),
  "a ward twice": fileOf((lines) => {
    lines.push([...(lines[17] ?? [])]);
  }),
  "another decimal mark": fileOf((lines) => {
    change(lines, 20, 4, "62.5");
    change(lines, 1200, 4, '"62,5"');
  }),
};

const evaluate = (text: string, ...more: string[]) =>
  runInMemory(["evaluate", "w.csv", "--criteria", "s.yaml", "--lang", "en", ...more], {
    files: { "s.yaml": STANDARD, "w.csv": text },
  });

describe.each(Object.entries(FILES))("%s", (name, text) => {
  // Page, workbook and document hold the wards in any case: one file is enough for them.
  const formats = FORMAT_NAMES.filter((format) => name === "clean" || FORMATS[format].most === undefined);
  test.each(formats)("%s", async (format) => {
    const file = `x.${FORMATS[format].extension}`;
    // A long table takes its time, and says no more.
    const asked = ["-o", file, ...(format === "table" || format === "markdown" ? ["--top", "20"] : [])];
    const [streamed, whole] = await Promise.all([evaluate(text, ...asked), evaluate(text, ...asked, "--keep-going")]);
    // With errors, going on leaves wards out; then only the refusal is looked at.
    if (whole.code === 4) {
      expect([streamed.code, [...streamed.bytes.keys()]]).toEqual([3, []]);
      return;
    }
    expect(streamed.code).toBe(whole.code);
    expect(streamed.stderr).toBe(whole.stderr);
    // Megabytes are compared as such: to show how they differ would take minutes.
    const [one, other] = [streamed, whole].map(({ bytes }) => Buffer.from(bytes.get(file) ?? []));
    expect([one?.length, one?.equals(other ?? Buffer.from([]))]).toEqual([other?.length, true]);
  });

  test("by the reader that it is for", async () => {
    const { code, stderr } = await evaluate(text, "-v", "--top", "0");
    const isHandedOver = name === "a ward twice" || name === "another decimal mark";
    if (name === "errors at the end" || name === "another decimal mark") expect(code).toBe(3);
    else expect([code, stderr.includes("read as bytes")]).toEqual([0, !isHandedOver]);
  });

  test("on standard output, and chosen", async () => {
    for (const more of [
      ["--format", "csv"],
      ["--format", "ndjson", "--only", "gold"],
      ["--where", "score ≥ 8", "--top", "5"],
      ["--sort", "score", "--top", "3", "--format", "csv"],
      ["--ward", "00017", "--ward", "phường số 300", "--format", "ndjson"],
      ["--ward", "00017", "--period", "2020"],
      ["--ward", "00017", "--ward", "Phường Số 9999"],
    ]) {
      const [streamed, whole] = await Promise.all([evaluate(text, ...more), evaluate(text, ...more, "--keep-going")]);
      // With errors in the data nothing is judged, and nobody is looked for.
      if (name === "errors at the end") {
        expect([streamed.code, streamed.stdout]).toEqual([3, ""]);
        continue;
      }
      if (whole.code === 4) continue;
      expect(streamed.stderr).toBe(whole.stderr);
      expect(streamed.stdout === whole.stdout, more.join(" ")).toBe(true);
    }
  });
});

/** Far behind the beginning of a file, which has been looked at; each was read plainly once. */
test.each([
  ["a name typed in an old font, of letters that Vietnamese has", "09000,Xaõ Yeân Thaéng,2020,1,50,Đạt\n", 3],
  ["a line end of Excel in quotes, and none at the end", '09000,"a\r\nb",2020,1,50,Đạt\n09001,x,2020,1,5', 3],
] as const)("%s", async (_, rows, code) => {
  const lines = Array.from({ length: 4_000 }, (__, place) =>
    line(place % 650).with(2, String(2019 + Math.floor(place / 650))),
  );
  const text = `Mã phường,Tên phường,Năm,Hộ nghèo,Nước sạch,Tổng vệ sinh\n${lines.map((cells) => cells.join(",")).join("\n")}\n${rows}`;
  const [streamed, whole] = await Promise.all([
    evaluate(text, "-o", "x.csv"),
    evaluate(text, "-o", "x.csv", "--keep-going"),
  ]);
  expect([streamed.code, [...streamed.written.keys()]]).toEqual([code, []]);
  expect(whole.code).not.toBe(0);
});

/** The same wards in a workbook, their figures as numbers. */
const bookOf = (change: (rows: Cell[][]) => void): Uint8Array => {
  const rows = Array.from({ length: COUNT }, (_, place) =>
    line(place).map((text, column): Cell => (text === "" ? null : [2, 3, 4].includes(column) ? Number(text) : text)),
  );
  change(rows);
  const head = ["Mã phường", "Tên phường", "Năm", "Hộ nghèo", "Nước sạch", "Tổng vệ sinh"];
  return workbook({ sheets: [{ name: "Biểu 1", rows: [["BÁO CÁO"], [], head, ...rows] }], pack: "stored" });
};
const put = (rows: Cell[][], place: number, column: number, cell: Cell): void => {
  const row = rows[place];
  if (row !== undefined) row[column] = cell;
};
const BOOKS: Readonly<Record<string, Uint8Array>> = {
  clean: bookOf(() => {}),
  "late decimals on a threshold, a total, blank rows, other words": bookOf((rows) => {
    put(rows, 3, 4, 62.5);
    put(rows, 1290, 4, 62.55);
    put(rows, 1000, 5, "đạt.");
    put(rows, 1010, 4, as("0.00%", 0.5));
    rows.splice(700, 0, [null, "Tổng số", null, 99], [], []);
  }),
  "errors at the end": bookOf((rows) => {
    put(rows, 1299, 3, 3.5);
    put(rows, 1290, 4, 101);
  }),
  "names with letters that direct a terminal": bookOf((rows) => {
    for (const [place, row] of rows.entries()) if (place % 7 === 0) row[1] = `Phường \u202e\u009b${place % 650}\u200b`;
  }),
  "half of a letter": bookOf((rows) => put(rows, 1200, 1, "Phường _xD800_")),
  "a figure that is a text": bookOf((rows) => put(rows, 1200, 4, "62,5")),
};
const evaluateBook = (book: Uint8Array, ...more: string[]) =>
  runInMemory(["evaluate", "w.xlsx", "--criteria", "s.yaml", "--lang", "en", "-v", ...more], {
    files: { "s.yaml": STANDARD, "w.xlsx": book },
  });

describe.each(Object.entries(BOOKS))("a workbook: %s", (name, book) => {
  const formats = FORMAT_NAMES.filter((format) => name === "clean" || FORMATS[format].most === undefined);
  test.each(formats)("%s", async (format) => {
    const file = `x.${FORMATS[format].extension}`;
    const asked = ["-o", file, ...(format === "table" || format === "markdown" ? ["--top", "20"] : [])];
    const [streamed, whole] = await Promise.all([
      evaluateBook(book, ...asked),
      evaluateBook(book, ...asked, "--keep-going"),
    ]);
    if (whole.code === 4) {
      expect([streamed.code, [...streamed.bytes.keys()]]).toEqual([3, []]);
      return;
    }
    const isPlain = !["a figure that is a text", "half of a letter"].includes(name);
    expect(whole.stderr).toContain("w.xlsx:Biểu 1: read whole, cell by cell");
    const told = (text: string) => text.replace(/^.*: read (?:whole|as bytes).*\n/m, "");
    expect([streamed.code, told(streamed.stderr)]).toEqual([whole.code, told(whole.stderr)]);
    expect(streamed.stderr.includes("w.xlsx:Biểu 1: read as bytes")).toBe(isPlain);
    const [one, other] = [streamed, whole].map(({ bytes }) => Buffer.from(bytes.get(file) ?? []));
    expect([one?.length, one?.equals(other ?? Buffer.from([]))]).toEqual([other?.length, true]);
  });
});

test.each(Object.entries(FILES))("CSV made of texts that are kept is that made ward by ward: %s", async (_, text) => {
  for (const more of [[], ["--keep-going"]]) {
    const [kept, single] = await Promise.all([
      evaluate(text, "-o", "x.csv", ...more),
      evaluate(text, "-o", "x.csv", "--top", "1000000", ...more),
    ]);
    expect(kept.code).toBe(single.code);
    expect(kept.written.get("x.csv") === single.written.get("x.csv")).toBe(true);
  }
});

test("-v says which reader served", async () => {
  const [streamed, whole, handed] = await Promise.all([
    evaluate(FILES["clean"] ?? "", "-v", "-o", "x.csv"),
    evaluate(FILES["clean"] ?? "", "-v", "-o", "x.csv", "--keep-going"),
    evaluate(FILES["a ward twice"] ?? "", "-v", "-o", "x.csv"),
  ]);
  expect(streamed.stderr).toContain("w.csv: read as bytes, piece by piece");
  expect(whole.stderr).toContain("w.csv: read whole, cell by cell");
  expect(handed.stderr).toContain("w.csv: read whole, cell by cell");
  expect(handed.stderr).not.toContain("as bytes");
});

describe("a file that is changed before its second reading is refused", () => {
  const { clean = "", "a ward twice": twice = "", "rows before the standard is in force": other = "" } = FILES;
  test.each([
    ["to one that is as plain", other],
    ["to one that must be read whole", twice],
  ])("%s", async (_, later) => {
    const { code, stderr } = await runInMemory(
      ["evaluate", "w.csv", "--criteria", "s.yaml", "--lang", "en", "--format", "csv"],
      { files: { "s.yaml": STANDARD, "w.csv": clean }, later: { "w.csv": later } },
    );
    expect(code).toBe(3);
    expect(stderr).toContain("data/file-changed");
  });
});

test("a terminal is told how far the reading has come, and the line goes away", async () => {
  const text = FILES["clean"] ?? "";
  const run = (columns: { readonly columns?: number }, ...more: string[]) =>
    runInMemory(["evaluate", "w.csv", "--criteria", "s.yaml", "--lang", "en", "-o", "x.csv", ...more], {
      files: { "s.yaml": STANDARD, "w.csv": text },
      secondsPerLook: 1,
      ...columns,
    });
  const [shown, quiet, piped] = await Promise.all([run({ columns: 80 }), run({ columns: 80 }, "--quiet"), run({})]);
  const clear = "\r\u001b[K";
  expect(shown.stderr).toContain(`${clear}1,300 rows · 0/0 MB`);
  expect(shown.stderr.endsWith(clear)).toBe(true);
  expect([quiet.stderr, piped.stderr].join("")).not.toContain(clear);
});

describe("a long file whose standard is not named by its version", () => {
  const head = "ward_code,ward_name,period,commune_class,tc1,tc2,tc3,tc4,tc5,satisfaction";
  const rows = Array.from({ length: 22_000 }, (_, place) => {
    const period = place === 21_000 ? "2019" : "2017";
    return `${String(place).padStart(5, "0")},Xã số ${place},${period},II,15,28.7,21.5,10,20,97.82`;
  });
  const text = `${head}\n${rows.join("\n")}\n`;
  const run = (file: string, ...more: string[]) =>
    runInMemory(["evaluate", "w.csv", "--lang", "en", "-o", "x.csv", ...more], { files: { "w.csv": file } });

  test("is streamed when its columns and periods tell of one", async () => {
    const [found, version, named] = await Promise.all([
      run(text, "-v"),
      run(text, "-v", "--criteria", "vn/law-access"),
      run(text, "--criteria", "vn/law-access@2017"),
    ]);
    expect(found.stderr).toMatch(/vn\/law-access@2017[^\n]*\n[\s\S]*w\.csv: read as bytes/);
    expect(version.stderr).toContain("w.csv: read as bytes");
    for (const { code, written } of [found, version]) {
      expect(code).toBe(0);
      expect(written.get("x.csv") === named.written.get("x.csv")).toBe(true);
    }
  });

  test("is read whole when a period comes late that tells of another", async () => {
    const late = text.replace(",2019,", ",2023,");
    const [version, found] = await Promise.all([run(late, "--criteria", "vn/law-access"), run(late, "-v")]);
    expect([version.code, version.written.size]).toEqual([2, 0]);
    expect(version.stderr).toContain("usage/ambiguous-standard");
    // The newer standard has other columns: there is no doubt without the name.
    expect([found.code, found.stderr.includes("read as bytes")]).toEqual([0, true]);
  });

  test("tells what was found before what is wrong with the call", async () => {
    const { code, stderr } = await run(text, "--only", "platinum");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^[^\n]*vn\/law-access@2017[\s\S]*platinum/);
  });
});

test("a name too long for the short way, and a line of hundreds of statuses behind it, are whole", async () => {
  const nodes = Array.from(
    { length: 490 },
    (_, place) => `  - {id: N${place}, clause: a, title: {vi: N${place}, en: N${place}}, value: poor, require: ≤ 5}`,
  );
  const standard = STANDARD.replace(/scoring:[\s\S]*$/, `criteria:\n${nodes.join("\n")}\n`);
  const lengthOf = (place: number) => 14_900 + ((37 * place) % 1_200);
  const lines = Array.from({ length: 300 }, (_, place) =>
    [String(place).padStart(5, "0"), "a".repeat(lengthOf(place)), "2020", "3", "50", "Đạt"].join(","),
  );
  const text = `Mã phường,Tên phường,Năm,Hộ nghèo,Nước sạch,Tổng vệ sinh\n${lines.join("\n")}\n`;
  const { code, stderr, written } = await runInMemory(
    ["evaluate", "w.csv", "--criteria", "s.yaml", "--lang", "en", "-o", "x.csv"],
    { files: { "s.yaml": standard, "w.csv": text } },
  );
  expect(code, stderr.slice(0, 600)).toBe(0);
  const rows = (written.get("x.csv") ?? "").split("\r\n");
  expect(rows.length).toBe(302);
  for (const [place, row] of rows.slice(1, -1).entries()) {
    const cells = row.split(",");
    expect([cells[1]?.length, cells.filter((cell) => cell === "met").length]).toEqual([lengthOf(place), 490]);
  }
});
