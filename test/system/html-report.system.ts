import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import axe from "axe-core";
import { HtmlValidate } from "html-validate";
import { beforeAll, describe, expect, test } from "vitest";
import { browserForTests } from "./support/browser.ts";
import { modelWard, runCommand, temporaryFolder } from "./support/program.ts";

// The HTML report in a real browser: from a file, without a network, as an official opens it from a memory stick.

const folder = temporaryFolder();
const at = (name: string): string => path.join(folder, name);
const root = path.resolve(import.meta.dirname, "..", "..");
const examples = path.join(root, "examples");
const samples = path.join(root, "docs/samples");
const open = browserForTests();

const WARDS = path.join(examples, "model-wards");
const STANDARD = ["--criteria", path.join(WARDS, "model-ward@2019-example.yaml")];
const WAIVERS = ["--waivers", path.join(WARDS, "waivers.yaml")];

interface Judged {
  readonly wards: readonly {
    readonly ward: string;
    readonly name: string;
    readonly period: string;
    readonly level: string | null;
    readonly score: { readonly low: number; readonly high: number } | null;
    readonly criteria: { readonly met: number; readonly of: number };
    readonly nodes: readonly { readonly id: string; readonly status: string }[];
  }[];
}

/** Each example with what its README asks for. */
const EXAMPLES: readonly (readonly [string, readonly string[]])[] = [
  ["model-wards", [path.join(WARDS, "wards.csv"), ...STANDARD, ...WAIVERS]],
  ["bau-bang", [path.join(examples, "bau-bang/2017.csv"), "--criteria", "vn/law-access@2017"]],
  ["dien-bien", [path.join(examples, "dien-bien/dien-bien.csv")]],
  ["messy-export", [path.join(examples, "messy-export/judged.csv")]],
  [
    "appraisal",
    [
      ...["--self", path.join(samples, "self.csv"), "--appraised", path.join(samples, "appraised.csv")],
      ...["--decisions", path.join(samples, "decisions.yaml"), "--criteria", "vn/law-access@2017"],
    ],
  ],
];

const judged = (name: string): Judged => JSON.parse(readFileSync(at(`${name}.json`), "utf8")) as Judged;

beforeAll(async () => {
  for (const [name, argv] of EXAMPLES) {
    const outputs = ["-o", `${name}.html`, "-o", `${name}.json`, "--lang", "vi"];
    const { code, stderr } = await modelWard(folder, ["evaluate", ...argv, ...outputs]);
    expect(code, stderr).toBe(0);
  }
});

describe.each(EXAMPLES.map(([name]) => name))("%s", (name) => {
  test("opens without a network, without a complaint, and the browser judges as Node did", async () => {
    const { page, requests, complaints } = await open(at(`${name}.html`));
    expect([requests, complaints]).toEqual([[`file://${at(`${name}.html`)}`], []]);
    expect(await page.getByRole("alert").count()).toBe(0);
    const { wards } = judged(name);
    const periods = [...new Set(wards.map(({ period }) => period))];
    for (const period of periods) {
      await page.getByLabel(/^Kỳ$/).selectOption(period);
      const rows = await page
        .locator("table.wards tbody tr")
        .evaluateAll((all) => all.map((row) => [row.getAttribute("data-ward"), row.getAttribute("data-level")]));
      const expected = wards.filter((ward) => ward.period === period).map(({ ward, level }) => [ward, level ?? ""]);
      expect(rows.toSorted()).toEqual(expected.toSorted());
    }
  });

  test("shows every node of every ward with the status that Node gave", async () => {
    const { page } = await open(at(`${name}.html`));
    const { wards } = judged(name);
    const sample = wards.filter((_, place) => place % Math.ceil(wards.length / 12) === 0);
    for (const ward of sample) {
      const period = page.getByLabel(/^Kỳ$/);
      if ((await period.inputValue()) !== ward.period) await period.selectOption(ward.period);
      const section = page.locator("details.ward", {
        has: page.locator("summary strong", { hasText: exactly(ward.name) }),
      });
      await section.locator("> summary").click();
      await section.locator("details.node").first().waitFor();
      const shown = await section
        .locator("details.node")
        .evaluateAll((all) => all.map((node) => [node.getAttribute("data-node"), node.getAttribute("data-status")]));
      expect(shown).toEqual(ward.nodes.map(({ id, status }) => [id, status]));
    }
  });

  test.each(["light", "dark"] as const)("has nothing that axe finds (%s)", async (colorScheme) => {
    const { page } = await open(at(`${name}.html`), { colorScheme });
    await page.locator("details.ward > summary").first().click();
    await page.locator("details.try > summary").first().click();
    for (const node of await page.locator("details.node > summary").all()) await node.click();
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as {
      violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
    };
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary])).toEqual([]);
  });

  test("is valid HTML, as a file and as it stands in the browser", async () => {
    const { page } = await open(at(`${name}.html`));
    await page.locator("details.ward > summary").first().click();
    const validator = new HtmlValidate({ extends: ["html-validate:recommended"] });
    // What the browser writes out has its own habits; the rules on style are for the file.
    const standing = new HtmlValidate({ extends: ["html-validate:standard"] });
    const file = await validator.validateString(readFileSync(at(`${name}.html`), "utf8"));
    const drawn = await standing.validateString(await page.content());
    const told = (report: typeof file) =>
      report.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => `${ruleId} ${line} ${message}`),
      );
    expect([...told(file), ...told(drawn)].slice(0, 20)).toEqual([]);
  });
});

const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);

test("the median of two figures is halfway between them", async () => {
  const { page } = await open(at("appraisal.html"));
  // Criterion 1 was appraised 15 and 14.
  const caption = page.locator("figcaption", { hasText: "TC1" });
  expect(await caption.textContent()).toContain("từ 14 đến 15, trung vị 14,5");
});

test("of points alone tells how many scores are certain, of all", async () => {
  const { page: whole } = await open(at("bau-bang.html"));
  expect(await whole.locator(".cards").textContent()).toBe("Đã chấm điểm2/2");
  const table = readFileSync(path.join(examples, "bau-bang/2017.csv"), "utf8");
  const lacking = table.replace("29,63", "");
  expect(lacking).not.toBe(table);
  writeFileSync(at("open.csv"), lacking);
  const argv = ["evaluate", "open.csv", "--criteria", "vn/law-access@2017", "-o", "open.html", "--lang", "vi", "-q"];
  const { code, stderr } = await modelWard(folder, argv);
  expect(code, stderr).toBe(0);
  const { page } = await open(at("open.html"));
  expect(await page.locator(".cards").textContent()).toBe("Đã chấm điểm1/21 đơn vị chưa xác định được điểm");
});

describe("the page of the 34 wards", () => {
  const file = () => at("model-wards.html");
  const latest = () => judged("model-wards").wards.filter(({ period }) => period === "2021");

  test("sorts by its headings, with the keyboard as well", async () => {
    const { page } = await open(file());
    const names = () => page.locator("table.wards tbody th").evaluateAll((all) => all.map((cell) => cell.textContent));
    await page.locator("#sort-score").click();
    expect(await page.locator("th:has(#sort-score)").getAttribute("aria-sort")).toBe("ascending");
    const scores = latest().map(({ score }) => score?.low ?? 0);
    const lowest = latest().filter(({ score }) => score?.low === Math.min(...scores));
    expect(lowest.map(({ name }) => name)).toContain((await names())[0]?.split(" 9")[0]);
    await page.keyboard.press("Enter");
    expect(await page.locator("th:has(#sort-score)").getAttribute("aria-sort")).toBe("descending");
    const highest = latest().filter(({ score }) => score?.low === Math.max(...scores));
    expect(highest.map(({ name }) => name)).toContain((await names())[0]?.split(" 9")[0]);
    await page.locator("#sort-name").click();
    expect((await names())[0]).toMatch(/^Phường 01/);
  });

  test("filters by name, verdict and result, in table and heatmap alike", async () => {
    const { page } = await open(file());
    const shown = async () => [
      await page.locator("table.wards tbody tr").count(),
      await page.locator("table.heat tbody tr").count(),
      await page.getByRole("status").first().textContent(),
    ];
    await page.getByLabel("Tên hoặc mã").fill("phuong 1");
    // Phường 10 to 19; letters without their marks are found as well.
    expect(await shown()).toEqual([10, 10, "10/34 đơn vị"]);
    await page.getByLabel("Tên hoặc mã").fill("");
    const none = latest().filter(({ level }) => level === "none").length;
    await page.locator("#filter-level").selectOption("none");
    expect(await shown()).toEqual([none, none, `${none}/34 đơn vị`]);
    await page.locator("#filter-level").selectOption("");
    await page.locator("#filter-criterion").selectOption("TC8");
    await page.locator("#filter-status").selectOption("not_met");
    const failing = latest().filter(({ nodes }) =>
      nodes.some(({ id, status }) => id === "TC8" && status === "not_met"),
    ).length;
    expect(await shown()).toEqual([failing, failing, `${failing}/34 đơn vị`]);
  });

  test("leads from the heatmap to a ward, down to file, line and cell", async () => {
    const { page } = await open(file());
    await page.locator("table.heat").getByRole("link", { name: "Phường 10" }).click();
    const ward = page.locator("details.ward[open]");
    expect(await ward.locator("summary strong").first().textContent()).toBe("Phường 10");
    await ward.locator("details.node[data-node='3.2'] > summary").click();
    const told = await ward.locator("details.node[data-node='3.2'] li").allTextContents();
    // Line 31 of wards.csv is ward 90010 in 2021, and its eleventh column the model groups.
    expect(told.find((line) => line.includes("874"))).toMatch(/wards\.csv, dòng 31, cột 11 \(ô K31\): “874\/1000”/);
  });

  const CHANGES: readonly (readonly [string, string, string, string, string])[] = [
    // ward, control, what is typed, the column of wards.csv, what stands there then
    ["90010", "model_groups", "875/1000", "Tổ dân phố kiểu mẫu", "875/1000"],
    ["90010", "model_groups", "", "Tổ dân phố kiểu mẫu", ""],
    ["90001", "appraisal", "8,99", "Điểm thẩm định", "8,99"],
    ["90001", "appraisal", "9.5", "Điểm thẩm định", "9,5"],
    ["90012", "satisfaction", "90", "Tỷ lệ người dân hài lòng", "90"],
    ["90014", "flower_streets", "3", "Tuyến phố đặt chậu hoa", "3"],
    ["90007", "poor", "7", "Số hộ nghèo", "7"],
    ["90016", "polluted_ponds", "0", "Số ao, hồ bị ô nhiễm", "0"],
    ["90024", "food_stalls", "8/10", "Hộ kinh doanh thực phẩm tại chợ bảo đảm an toàn thực phẩm", "8/10"],
  ];
  test.each(CHANGES)("%s with %s = “%s” comes out as evaluate says", async (ward, field, typed, heading, cell) => {
    const { page, complaints } = await open(file());
    const place = await page.locator(`table.wards tr[data-ward="${ward}"] a`).first().getAttribute("href");
    await page.locator(`table.wards tr[data-ward="${ward}"] a`).first().click();
    const section = page.locator(place ?? "");
    await section.locator("details.try > summary").click();
    const control = page.locator(`${place}-${field}`);
    await control.fill(typed);
    await control.press("Tab");
    const shown = await section.locator(".outcome > div").getAttribute("data-level");
    expect(await section.locator("tr.changed").count()).toBe(1);
    const told = await section.locator(".outcome li").allTextContents();

    const [head = "", ...rows] = readFileSync(path.join(WARDS, "wards.csv"), "utf8").split("\n");
    const column = head.trim().split(";").indexOf(heading);
    const changed = rows.map((row) => {
      const cells = row.split(";");
      return cells[0] === ward && cells[2] === "2021" ? cells.with(column, cell).join(";") : row;
    });
    expect(changed).not.toEqual(rows);
    writeFileSync(at("changed.csv"), [head, ...changed].join("\n"));
    const { code, stdout, stderr } = await modelWard(folder, [
      "evaluate",
      "changed.csv",
      ...STANDARD,
      ...WAIVERS,
      "--format",
      "json",
      "-q",
    ]);
    expect(code, stderr).toBe(0);
    const found = (JSON.parse(stdout) as Judged).wards.find((one) => one.ward === ward && one.period === "2021");
    expect(shown).toBe(found?.level);
    const shares = `${found?.criteria.met}/${found?.criteria.of}`;
    expect(told.find((line) => line.startsWith("Đạt:"))?.endsWith(shares)).toBe(true);

    await section.getByRole("button", { name: "Trả lại số liệu đã báo cáo" }).click();
    expect([await section.locator("tr.changed").count(), await section.locator(".outcome > div").count()]).toEqual([
      0, 0,
    ]);
    expect(complaints).toEqual([]);
  });

  test("says what is wrong with a figure that evaluate would refuse, and gives no verdict for it", async () => {
    const { page } = await open(file());
    await page.locator(`table.wards tr[data-ward="90010"] a`).first().click();
    const section = page.locator("details.ward[open]");
    await section.locator("details.try > summary").click();
    for (const [field, typed] of [
      ["model_groups", "9/8"],
      ["satisfaction", "130"],
      ["appraisal", "chín"],
      ["poor", "1,5"],
    ] as const) {
      const control = section.locator(`input[id$="-${field}"]`);
      await control.fill(typed);
      await control.press("Tab");
      expect(await section.locator(`span[id$="-${field}-fault"]`).textContent()).not.toBe("");
    }
    expect(await section.locator(".outcome > div").count()).toBe(0);
  });

  test("turns to the other language and keeps what was tried", async () => {
    const { page } = await open(file());
    await page.locator(`table.wards tr[data-ward="90012"] a`).first().click();
    await page.locator("details.ward[open] details.try > summary").click();
    await page.locator('details.ward[open] input[id$="-satisfaction"]').fill("90");
    await page.locator('details.ward[open] input[id$="-satisfaction"]').press("Tab");
    await page.locator('details.ward[open] select[id$="-class"]').selectOption("1");
    await page.getByRole("button", { name: "English" }).click();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    const section = page.locator("details.ward[open]");
    expect(await section.locator("tr.changed").count()).toBe(2);
    expect(await section.locator(".outcome li").first().textContent()).toContain("verdict");
  });

  test("prints on A4: the leader's page alone, then the lists; an open ward with everything", async () => {
    const { page } = await open(file());
    await page.pdf({ path: at("closed.pdf"), preferCSSPageSize: true });
    await page.locator(`table.wards tr[data-ward="90012"] a`).first().click();
    // The browser tells the page of its address when it gets to it.
    await page.locator("details.ward[open] > summary").waitFor();
    await page.pdf({ path: at("open.pdf"), preferCSSPageSize: true });
    const pages = async (name: string) => {
      const { stdout } = await runCommand(["pdftotext", "-layout", name, "-"], folder);
      return stdout.normalize("NFC").split("\f").slice(0, -1);
    };
    const { stdout: about } = await runCommand(["pdfinfo", "closed.pdf"], folder);
    expect(about).toMatch(/Page size:\s+59\d(\.\d+)? x 84\d(\.\d+)? pts \(A4\)/);
    const closed = await pages("closed.pdf");
    expect(closed[0]).toContain("Có nguy cơ");
    expect(closed[0]).not.toContain("Bảng xếp hạng");
    expect(closed[1]).toContain("Đơn vị × tiêu chí");
    expect(closed.length).toBeGreaterThanOrEqual(8);
    expect(closed.length).toBeLessThanOrEqual(14);
    expect(closed.join("\n")).not.toContain("Từng đơn vị\n");
    const opened = (await pages("open.pdf")).join("\n").replace(/\s+/g, " ");
    // Line 37 of wards.csv is ward 90012 in 2021, and its nineteenth column who are content.
    expect(opened).toMatch(/Tỷ lệ người dân hài lòng = 85 % ← .*?wards\.csv, dòng 37, cột 19 \(ô S37\)/);
  });

  test("warns when the browser comes to another verdict than was reported", async () => {
    const html = readFileSync(file(), "utf8");
    const changed = html.replace('"none;', '"eligible;');
    expect(changed).not.toBe(html);
    writeFileSync(at("changed.html"), changed);
    const { page } = await open(at("changed.html"));
    expect(await page.getByRole("alert").textContent()).toContain("khác với báo cáo");
  });

  test("warns when it has fewer results than were reported, also when it has none", async () => {
    const options = [...STANDARD, "--where", "score > 1000", "-o", "none.html", "-q"];
    const { code, stderr } = await modelWard(folder, ["evaluate", path.join(WARDS, "wards.csv"), ...options]);
    expect(code, stderr).toBe(0);
    for (const [name, found] of [
      ["model-wards", 102],
      ["none", 0],
    ] as const) {
      const html = readFileSync(at(`${name}.html`), "utf8");
      const changed = html.replace(`"summary":{"wards":${found},`, `"summary":{"wards":${found + 1},`);
      expect(changed).not.toBe(html);
      writeFileSync(at("changed.html"), changed);
      const { page } = await open(at("changed.html"));
      const told = await page.getByRole("alert").getByRole("listitem").allTextContents();
      expect(told).toEqual([`báo cáo có ${found + 1} kết quả, trang này có ${found}`]);
    }
  });

  test("runs nothing but its own script", async () => {
    const html = readFileSync(file(), "utf8").replace("</body>", "<script>document.title = 'x'</script></body>");
    writeFileSync(at("injected.html"), html);
    const { page, complaints } = await open(at("injected.html"));
    expect(await page.title()).not.toBe("x");
    expect(complaints.join("\n")).toContain("Content Security Policy");
  });
});

test("500 wards × 24 indicators: under 2 MB, and usable in a moment", async () => {
  writeFileSync(at("large.yaml"), largeStandard());
  writeFileSync(at("large.csv"), largeTable());
  const { code, stderr } = await modelWard(folder, [
    "evaluate",
    "large.csv",
    "--criteria",
    "large.yaml",
    "-o",
    "large.html",
    "-q",
  ]);
  expect(code, stderr).toBe(0);
  expect(statSync(at("large.html")).size).toBeLessThan(2_000_000);
  const start = Date.now();
  const { page } = await open(at("large.html"), { viewport: { width: 1200, height: 900 } });
  const opened = Date.now() - start;
  await page.getByLabel("Tên hoặc mã").fill("số 499");
  expect(await page.locator("table.wards tbody tr").count()).toBe(1);
  const ready = Date.now() - start;
  const size = statSync(at("large.html")).size;
  console.log(`500 wards × 24 indicators: ${size} bytes, opened in ${opened} ms, answered typing after ${ready} ms`);
  // What docs/reports.md tells is of an idle machine; with the browser only just installed, and other tests beside it, it
  // took 9.6 s.
  expect(ready).toBeLessThan(20_000);
});

function largeStandard(): string {
  const kinds = ["percent", "count", "ratio"] as const;
  const tests = ["≥ 50%", "≤ 80", "≥ 50%"] as const;
  const numbers = Array.from({ length: 24 }, (_, index) => index);
  return `format: 1
id: thu/lon
version: "1"
title: {vi: Bộ lớn, en: Large set}
provenance: illustrative
fields:
${numbers.map((index) => `  f${index}: {label: {vi: Chỉ số ${index} của phường, en: Figure ${index}}, type: ${kinds[index % 3]}}`).join("\n")}
criteria:
${Array.from(
  { length: 8 },
  (_, criterion) => `  - id: TC${criterion + 1}
    title: {vi: Tiêu chí ${criterion + 1}, en: Criterion ${criterion + 1}}
    indicators:
${[0, 1, 2].map((part) => `      - {id: "${criterion + 1}.${part + 1}", clause: Điều ${criterion * 3 + part}, title: {vi: Chỉ tiêu, en: Indicator}, value: f${criterion * 3 + part}, require: "${tests[part]}", points: {max: 5}}`).join("\n")}`,
).join("\n")}
levels: [{id: reached, title: {vi: đủ điều kiện đề nghị, en: eligible}, require: {criteria: {share: ≥ 75%}}}]
`;
}

function largeTable(): string {
  const figure = (ward: number, index: number): string => {
    const number = (ward * 7919 + index * 104_729) % 101;
    if ((ward + index) % 53 === 0) return "";
    return index % 3 === 2 ? `${number}/100` : String(Math.min(number, 100));
  };
  const rows = Array.from({ length: 500 }, (_, ward) =>
    [
      String(ward + 1).padStart(5, "0"),
      `Phường số ${ward + 1}`,
      "2025",
      ...Array.from({ length: 24 }, (_, index) => figure(ward, index)),
    ].join(","),
  );
  return ["ward_code,ward_name,period", ...rows]
    .map((row, place) =>
      place === 0 ? `${row},${Array.from({ length: 24 }, (_, index) => `Figure ${index}`).join(",")}` : row,
    )
    .join("\n");
}
