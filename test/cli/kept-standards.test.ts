import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { serialize } from "node:v8";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { host } from "../../src/cli/host.ts";
import { keptStandard } from "../../src/cli/host-standards.ts";
import { keepStandards } from "../../src/cli/keep-standards.ts";
import { bundledNames, readBundled } from "../../src/cli/standards.ts";
import type { ParsedStandard } from "../../src/criteria/parse.ts";
import { root, runInMemory } from "../support/memory-host.ts";

const folder = mkdtempSync(path.join(tmpdir(), "model-ward-kept-"));
const unkept = { ...host(), keptStandard: () => undefined };
const names = await bundledNames(unkept);
const { version } = unkept;
const kept = (name: string): ParsedStandard | undefined => keptStandard(folder, name, version);

beforeAll(() => keepStandards(folder));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(names)("%s", (name) => {
  test("is kept as it is read", async () => {
    const read = await readBundled(unkept, name);
    expect(read.standard).toBeDefined();
    expect(kept(name)).toStrictEqual(read);
  });

  test("is kept by the build, so that nobody waits for it", async () => {
    // When this fails after a change, the program has not been built since.
    const built = keptStandard(path.join(root, "dist", "program", "standards"), name, version);
    expect(built).toStrictEqual(await readBundled(unkept, name));
  });
});

const DIEN_BIEN = "examples/dien-bien/dien-bien.csv";

test.each([
  `evaluate ${DIEN_BIEN}`,
  `evaluate ${DIEN_BIEN} --format json --lang en`,
  `evaluate ${DIEN_BIEN} -o page.html -o book.xlsx -o report.docx`,
  "evaluate examples/bau-bang/2017.csv",
  "evaluate examples/bau-bang/2017.csv --format csv --wide",
  `explain ${DIEN_BIEN} --ward 14767`,
  "inspect examples/messy-export/judged.csv",
  "template --criteria vn/urban-civility@2022 --format csv",
  "criteria list",
  ...names.map((name) => `criteria show ${name} --format markdown`),
  `criteria test ${names.join(" ")}`,
  "criteria diff vn/law-access@2021 vn/law-access@2025",
])("a call says the same with kept standards: %s", async (call) => {
  const read = await runInMemory(call.split(" "));
  expect(read.code).toBe(0);
  expect(await runInMemory(call.split(" "), { kept })).toStrictEqual(read);
});

describe("a standard that was kept is taken", () => {
  const shown = async (change: (standard: NonNullable<ParsedStandard["standard"]>) => object): Promise<string> => {
    const changed = (name: string): ParsedStandard | undefined => {
      const { standard, problems = [] } = kept(name) ?? {};
      return standard && { standard: { ...standard, title: { vi: "Bộ được giữ" }, ...change(standard) }, problems };
    };
    return (await runInMemory(["criteria", "show", "vn/law-access@2017"], { kept: changed })).stdout;
  };

  test("when its file is as it was", async () => {
    expect(await shown(() => ({}))).toContain("Bộ được giữ");
  });

  test("and not when the file is another one by now", async () => {
    expect(await shown(({ text }) => ({ text: text.replace("2017", "2018") }))).not.toContain("Bộ được giữ");
  });
});

test("without a kept standard, or with one of another version or that cannot be read, the file is read", () => {
  expect(kept("vn/none@1")).toBeUndefined();
  for (const broken of ["broken", serialize(null), serialize("broken")]) {
    writeFileSync(path.join(folder, "broken"), broken);
    expect(kept("broken")).toBeUndefined();
  }
  expect(kept("vn/law-access@2017")).toBeDefined();
  expect(keptStandard(folder, "vn/law-access@2017", "0.0.9")).toBeUndefined();
});
