import { expect, test } from "vitest";
import { runInMemory } from "../support/memory-host.ts";

const folder = "examples/model-wards";
const asked = [
  `${folder}/wards.csv`,
  "--criteria",
  `${folder}/model-ward@2019-example.yaml`,
  "--waivers",
  `${folder}/waivers.yaml`,
];
const saved = async () => (await runInMemory(["evaluate", ...asked, "--format", "json", "-q"])).stdout;

test("a saved result explains the same as the data files, with the same warnings of waivers", async () => {
  const files = { "r.json": await saved() };
  const ward = ["--ward", "90024", "--period", "2021"];
  const fromData = await runInMemory(["explain", ...asked, ...ward]);
  const fromSaved = await runInMemory(["explain", "r.json", ...ward], { files });
  expect(fromSaved.stdout).toBe(fromData.stdout);
  const waivers = (stderr: string) => stderr.split("\n").filter((line) => line.includes("waiver/expired"));
  expect(waivers(fromSaved.stderr)).toEqual(waivers(fromData.stderr));
  expect(waivers(fromSaved.stderr)).toHaveLength(1);
});

test.each([
  ["--criteria", "vn/ward-unit@2025"],
  ["--waivers", "w.yaml"],
  ["--as-of", "2020-01-01"],
  ["--percent-as", "fraction"],
])("what a saved result carries cannot be said again: %s", async (option, value) => {
  const files = { "r.json": await saved() };
  const run = await runInMemory(["explain", "r.json", "--ward", "90024", option, value, "--lang", "en"], { files });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain(`leave ${option} out`);
});

test("JSON says whether a node applies, also where a single figure decides that", async () => {
  const ward = ["--ward", "90017", "--period", "2019", "--indicator", "TC10", "--format", "json"];
  const { stdout } = await runInMemory(["explain", ...asked, ...ward]);
  const [{ nodes } = { nodes: [] }] = JSON.parse(stdout) as {
    nodes: readonly { applies: unknown; status: string }[];
  }[];
  expect(nodes.map(({ applies, status }) => ({ applies, status }))).toEqual([
    { applies: { when: "has_market", result: "open", steps: [] }, status: "unknown" },
  ]);
});
