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
const standard = path.join(folder, "standard.yaml");
const given = path.join(folder, "given.csv");
const example = path.join(root, "examples", "model-wards");

/** Long enough to be read as bytes. */
const rows = Array.from({ length: 1000 }, (_, row) => {
  const code = String(10_000 + row);
  return `${code};Xã ${code};2017;I;15;29,${10 + (row % 90)};21,25;9,57;20;97,35`;
});
const header =
  "Mã xã;Tên xã;Năm;Loại xã;Điểm tiêu chí 1;Điểm tiêu chí 2;Điểm tiêu chí 3;Điểm tiêu chí 4;Điểm tiêu chí 5;Mức độ hài lòng";

/** A standard with the ways of points that the bundled ones do not have. */
const allWays = `format: 1
id: build/all-ways
version: "1"
title: Mọi cách tính điểm
provenance: illustrative
fields:
  clean: { label: Nước sạch, type: percent, range: [0%, 100%] }
  schools: { label: Trường chuẩn, type: ratio, columns: { of: [schools_of], total: [schools_total] } }
  trees: { label: Cây xanh, type: count }
  open: { label: Mở cửa, type: boolean }
scoring: { clamp: [0, 100] }
criteria:
  - id: A
    title: Môi trường
    clause: Phụ lục, 1
    mandatory: true
    met_when: { share: ≥ 60% }
    indicators:
      - { id: A.1, title: Nước, value: clean, require: ≥ 90%, points: { max: 20, linear: { zero_at: 50%, full_at: 90% }, round: 2 } }
      - { id: A.2, title: Cây, value: trees, require: ≥ 100, points: { bands: [{ below: 50, points: 0 }, { from: 50, points: 9 }] } }
  - id: B
    title: Giáo dục
    clause: Phụ lục, 2
    weight: 2
    met_when: { points: ≥ 60% }
    indicators:
      - { id: B.1, title: Trường, value: schools, require: ≥ 7/8, points: { max: 10, proportional: true, round: 2 } }
      - { id: B.2, title: Mở cửa, value: open, points: { met: 5, not_met: -1 } }
levels:
  - { id: high, title: cao, clause: Điều 1, require: { criteria: all, score: ≥ 50, where: met("B") } }
  - { id: low, title: thấp, clause: Điều 2, require: { criteria: { at_least: 1 }, score: ≥ 55% } }
`;
const wardRows = Array.from({ length: 4000 }, (_, row) => {
  const code = String(20_000 + row);
  const cells = [
    row % 30 === 0 ? "" : `${60 + (row % 40)}.5`,
    row % 9,
    (row % 9) + 1,
    row % 200,
    row % 2 ? "Đạt" : "Không đạt",
  ];
  return `${code},Phường ${code},2024,${cells.join(",")}`;
});

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
  writeFileSync(standard, allWays);
  writeFileSync(
    given,
    ["ward_code,ward_name,period,clean,schools_of,schools_total,trees,open", ...wardRows, ""].join("\n"),
  );
  await call("evaluate", given, "--criteria", standard, "--lang", "en", "-q", "-o", wards);
  keepCompiled(kept);
} finally {
  rmSync(folder, { recursive: true });
}
