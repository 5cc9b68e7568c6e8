import path from "node:path";
import { expect, test } from "vitest";
import { modelWard, temporaryFolder } from "./support/program.ts";

const folder = temporaryFolder();
const wards = path.resolve(import.meta.dirname, "../../examples/model-wards");
const inputs = [path.join(wards, "wards.csv"), "--criteria", path.join(wards, "model-ward@2019-example.yaml")];
const outputs = ["r.html", "r.xlsx", "r.docx", "r.json"].flatMap((file) => ["-o", file]);

test("all four formats of 34 wards and 3 years take less than five seconds", async () => {
  const times: number[] = [];
  // A machine that others use as well may be slow for a while: one of several runs must do.
  while (times.length < 8 && Math.min(...times) >= 5000) {
    const start = Date.now();
    const argv = ["evaluate", ...inputs, "--waivers", path.join(wards, "waivers.yaml"), "-q", ...outputs];
    const { code, stderr } = await modelWard(folder, argv);
    expect(code, stderr).toBe(0);
    times.push(Date.now() - start);
  }
  expect(Math.min(...times), times.join(", ")).toBeLessThan(5000);
});
