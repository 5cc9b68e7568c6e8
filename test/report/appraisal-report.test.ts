import { expect, test } from "vitest";
import { runInMemory } from "../support/memory-host.ts";
import { textsIn, xmlParts } from "../support/report-parts.ts";

const STANDARD = `format: 1
id: test/rejected
version: "1"
title: {vi: T, en: T}
provenance: illustrative
fields:
  lamps: {label: {vi: Đèn, en: Lamps}, type: count}
  trees: {label: {vi: Cây, en: Trees}, type: count}
  market: {label: {vi: Chợ, en: Market}, type: boolean}
criteria:
  - {id: A, title: {vi: Đường, en: Streets}, clause: c, value: lamps ≥ 5 or trees ≥ 5}
  - id: B
    title: {vi: Buôn bán, en: Trade}
    clause: c
    indicators:
      - id: B1
        title: {vi: Chợ phường, en: Market of the ward}
        applies_when: market
        parts: [{id: B1a, title: {vi: Có chợ, en: There is one}, value: market}]
levels: [{id: met, title: {vi: Đạt, en: Met}, require: {criteria: all}}]
`;

test("the reason of a rejection stands beside its figure, and on no row that only sums up", async () => {
  const head = "Mã xã;Tên xã;Năm;Đèn;Cây;Chợ\n";
  const files = {
    "s.yaml": STANDARD,
    "self.csv": `${head}1;Xã A;2024;7;9;Có\n`,
    "appraised.csv": `${head}1;Xã A;2024;không chấp nhận: đếm lại;;không chấp nhận: chưa xây xong\n`,
  };
  const argv = ["--self", "self.csv", "--appraised", "appraised.csv", "--criteria", "s.yaml"];
  const run = await runInMemory(["evaluate", ...argv, "-o", "x.docx"], { files });
  expect(run.code, run.stderr).toBe(0);
  const text = textsIn(xmlParts(run.bytes.get("x.docx") ?? new Uint8Array()).get("word/document.xml") ?? "");
  const [, table = ""] = /Ghi chú\n(1\n.*)\nNguồn\n/s.exec(text) ?? [];
  // The trees are enough for criterion A, so that nothing but the reason is to be remarked.
  expect(table.split("\n")).toEqual([
    ...["1", "A Đường", "(Đèn ≥ 5) hoặc (Cây ≥ 5)", "Đèn: 7; Cây: 9", "Đèn: thiếu; Cây: 9", "đạt", "đạt", "đếm lại"],
    ...["2", "B Buôn bán", "đạt tất cả", "đạt", "chưa đủ số liệu"],
    ...["2.1", "B1 Chợ phường", "đạt tất cả", "đạt", "chưa đủ số liệu"],
    ...["2.1.1", "B1a Có chợ", "có", "có", "thiếu", "đạt", "chưa đủ số liệu", "chưa xây xong; thiếu số liệu"],
  ]);
});
