// Started by build.mjs for one of the program's files: makes calls as people and scripts do, and keeps what V8 compiled of
// the file for them. The engine is told how to run when commands are loaded, and not before.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import v8 from "node:v8";

const [kept] = argv.slice(2);
if (kept === "main.cjs") v8.setFlagsFromString = () => {};

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
const { main, keepCompiled } = createRequire(import.meta.url)(path.join(root, "dist", "program", "start.cjs"));

const folder = mkdtempSync(path.join(tmpdir(), "model-ward-"));
const wards = path.join(folder, "wards.csv");
const communes = path.join(folder, "communes.csv");
const example = path.join(root, "examples", "model-wards");

/** Long enough to be read as bytes. */
const rows = Array.from({ length: 1000 }, (_, row) => {
  const code = String(10_000 + row);
  return `${code};Xã ${code};2017;I;15;29,${10 + (row % 90)};21,25;9,57;20;97,35`;
});
const header =
  "Mã xã;Tên xã;Năm;Loại xã;Điểm tiêu chí 1;Điểm tiêu chí 2;Điểm tiêu chí 3;Điểm tiêu chí 4;Điểm tiêu chí 5;Mức độ hài lòng";

async function call(...words) {
  const code = await main(words);
  if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}`);
}

try {
  writeFileSync(communes, [header, ...rows, ""].join("\n"));
  await call("--help");
  const judged = [
    "evaluate",
    path.join(example, "wards.csv"),
    "--criteria",
    path.join(example, "model-ward@2019-example.yaml"),
  ];
  await call(...judged, "--lang", "vi");
  await call(...judged, "--lang", "en", "-q", "-o", wards);
  await call("evaluate", communes, "--criteria", "vn/law-access@2017", "-q", "-o", wards);
  keepCompiled(kept);
} finally {
  rmSync(folder, { recursive: true });
}
