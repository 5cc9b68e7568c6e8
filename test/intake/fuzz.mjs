// Throws random and mutated files at the reader: no crash, no hang over two seconds, no memory over 300 MB.
// node test/intake/fuzz.mjs RUNS [SEED] – run after the build; `npm run fuzz` does 100,000.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { unzipSync, zipSync } from "fflate";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
const from = async (file) => import(new URL(`../../dist/${file}`, import.meta.url).href);
const { parseStandard } = await from("criteria/parse.js");
const { readWards } = await from("intake/read-wards.js");
const { inspect } = await from("intake/inspect.js");
const { survey } = await from("engine/survey.js");
const { openWorkbook } = await from("spreadsheet/workbook.js");

const [runs = "2000", seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const MOST_MS = 5000;
const MOST_MEGABYTES = 300;

const folder = path.join(root, "test/intake/decisions");
const { standard } = parseStandard("standard.yaml", readFileSync(path.join(folder, "standard.yaml"), "utf8"));
const files = readdirSync(path.join(folder, "files")).map((name) => readFileSync(path.join(folder, "files", name)));

const pieces = [
  ...[
    "Mã phường",
    "Tên phường",
    "Năm",
    "Hộ nghèo",
    "Chỉ tiêu",
    "Giá trị",
    "Tổ dân phố văn hóa – đạt",
    "Tổng vệ sinh hằng tuần",
  ],
  ...[
    "14767",
    "2020",
    "62,5",
    "1.234",
    "1.234,5",
    "7/8",
    "07-Aug",
    "44050",
    "Đạt",
    "x",
    "KAD",
    "#N/A",
    "-",
    "n/a",
    "…",
    "12/31/2020",
  ],
  ...[
    "Tổng cộng",
    "I",
    "(1)",
    "(2)",
    "năm 2020",
    "sep=;",
    "Người lập biểu",
    "1E+04",
    "> 90",
    "5 – 10",
    "1 234 hộ",
    "=1+1",
  ],
  ...[
    "\n",
    "\r\n",
    "\r",
    ";",
    ",",
    "\t",
    "|",
    '"',
    '""',
    "'",
    " ",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\u0000",
    "\u202e",
    "\u001b[31m",
  ],
  ...["Tªn ph­êng", "Teân phöôøng", "TÃªn phÆ°á»ng", "Ð", "é", "\u0301", "漢", "🙂", "\ud800"],
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })), { maxLength: 120 })
  .map((parts) => Buffer.from(parts.join(""), "utf8"));
const header = "Mã phường;Tên phường;Năm;Hộ nghèo;Tỷ lệ hộ dùng nước sạch;Tổ dân phố văn hóa;Ghi chú\r\n";
const under = text.map((rest) => Buffer.concat([Buffer.from(header), rest]));
/** One piece again and again, for time that grows faster than the file. */
const repeated = fc
  .tuple(fc.constantFrom(...pieces), fc.constantFrom(...pieces), fc.integer({ min: 1, max: 20_000 }), fc.boolean())
  .map(([one, other, times, below]) => Buffer.from(`${below ? header : ""}${(one + other).repeat(times)}`));
const mutated = fc
  .tuple(
    fc.nat(files.length - 1),
    fc.array(fc.tuple(fc.nat(4), fc.nat(1 << 16), fc.nat(255)), { minLength: 1, maxLength: 6 }),
  )
  .map(([which, changes]) => {
    let bytes = Buffer.from(files[which]);
    for (const [kind, place, byte] of changes) {
      const at = bytes.length === 0 ? 0 : place % bytes.length;
      if (kind === 0 && bytes.length > 0) bytes[at] = byte;
      if (kind === 1)
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(pieces[byte % pieces.length]), bytes.subarray(at)]);
      if (kind === 2)
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + (byte % 40)))]);
      if (kind === 3) bytes = Buffer.from(bytes.subarray(0, at));
      if (kind === 4) bytes = Buffer.concat([bytes, bytes.subarray(at)]);
    }
    return bytes;
  });
/** A workbook whose parts are packed again after a change, so that the change is read. */
const parts = Object.entries(unzipSync(readFileSync(path.join(folder, "files", "workbook.xlsx"))));
const xml = [
  ...[
    "<c>",
    "</c>",
    '<c r="B2" t="s"><v>0</v></c>',
    '<c t="n"><v>62.5</v></c>',
    '<c t="e"><v>#N/A</v></c>',
    "<f>A1</f>",
  ],
  ...['<c t="b"><v>1</v></c>', '<c s="9999"><v>44050</v></c>', '<row r="1048576">', "<row>", "</row>", "<v>1e400</v>"],
  ...[
    "<!DOCTYPE x>",
    "&amp;",
    "&#0;",
    "&x;",
    "<![CDATA[x]]>",
    "<!--",
    "-->",
    'r="A0"',
    'r="XFD1"',
    'hidden="1"',
    "_x0000_",
  ],
];
const workbook = fc
  .array(fc.tuple(fc.nat(parts.length - 1), fc.nat(1 << 16), fc.nat(60), fc.constantFrom(...xml, ...pieces)), {
    minLength: 1,
    maxLength: 4,
  })
  .map((changes) => {
    const changed = new Map(parts.map(([name, bytes]) => [name, Buffer.from(bytes).toString("utf8")]));
    for (const [which, place, cut, piece] of changes) {
      const [name] = parts[which];
      const whole = changed.get(name);
      const at = place % (whole.length + 1);
      changed.set(name, whole.slice(0, at) + piece + whole.slice(at + (cut > 40 ? cut - 40 : 0)));
    }
    const packed = Object.fromEntries([...changed].map(([name, part]) => [name, Buffer.from(part, "utf8")]));
    return Buffer.from(zipSync(packed, { level: 1 }));
  });
/** Lines of a draft, whole and broken. */
const head = `{"do":"begin","model_ward_draft":1,"at":"","ward":"14767","name":"","period":"2020","standard":{"id":"x","version":"1","sha256":""},"questions":{},"corrects":null}\n`;
const answers = fc
  .array(fc.tuple(fc.constantFrom(...standard.fields.keys(), "x"), fc.constantFrom(...pieces)), { maxLength: 12 })
  .map((given) => {
    const lines = given.map(([item, word]) =>
      JSON.stringify({ do: "answer", at: "", previous: "", item, old: null, new: { is: "figure", text: word } }),
    );
    return Buffer.from(head + lines.map((line) => `${line}\n`).join(""));
  });
const random = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
const utf16 = text.map((bytes) => Buffer.from(bytes.toString("utf8"), "utf16le"));
const options = fc.record({
  encoding: fc.constantFrom(undefined, undefined, "windows-1258", "tcvn3"),
  delimiter: fc.constantFrom(undefined, undefined, undefined, ",", ";", "\t", "|"),
  decimal: fc.constantFrom(undefined, undefined, ",", "."),
  dash: fc.constantFrom(undefined, "zero"),
  percentAs: fc.constantFrom(undefined, "fraction"),
});

/** The process's own peak. Linux hands maxRSS on from the parent at its start: under a test runner that would be the runner's. */
function peakKilobytes() {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
}

let slowest = 0;
const property = fc.property(
  fc.oneof(
    { weight: 5, arbitrary: mutated },
    { weight: 3, arbitrary: under },
    { weight: 2, arbitrary: workbook },
    answers,
    text,
    random,
    utf16,
    repeated,
  ),
  options,
  (bytes, given) => {
    const started = performance.now();
    const wards = [{ name: "fuzz.csv", bytes, sha256: "", openWorkbook }];
    const read = readWards(standard, wards, given);
    const errors = read.problems.filter(({ severity }) => severity === "error");
    if ((read.table === undefined) !== errors.length > 0)
      throw new Error("a table in spite of errors, or none without");
    if (read.table !== undefined) survey(standard, read.table);
    const half = performance.now();
    for (const file of inspect(standard, wards, given).files) for (const row of file.rows()) void row;
    const took = Math.max(half - started, performance.now() - half);
    slowest = Math.max(slowest, took);
    if (took > MOST_MS) throw new Error(`took ${Math.round(took)} ms`);
  },
);
fc.assert(property, { numRuns: Number(runs), seed: Number(seed), endOnFailure: true });
const megabytes = Math.round(peakKilobytes() / 1024);
console.log(`${runs} files, seed ${seed}: slowest ${Math.round(slowest)} ms, peak ${megabytes} MB`);
if (megabytes > MOST_MEGABYTES) throw new Error(`peak memory ${megabytes} MB`);
