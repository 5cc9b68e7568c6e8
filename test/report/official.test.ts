import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { draftLine } from "../../src/intake/draft.ts";
import type { DraftLine } from "../../src/intake/draft-lines.ts";
import { runInMemory } from "../support/memory-host.ts";
import { textsIn, xmlParts } from "../support/report-parts.ts";

// Official documents: the layout of Decree 30/2020, and what they say. Measures are in twentieths of a point.

const MM = 1440 / 25.4;

async function documentOf(argv: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const run = await runInMemory(["evaluate", ...argv, "-o", "x.docx"], { files });
  expect(run.code, run.stderr).toBe(0);
  const parts = xmlParts(run.bytes.get("x.docx") ?? new Uint8Array());
  const xml = parts.get("word/document.xml") ?? "";
  return { parts, xml, text: textsIn(xml) };
}

const WARD = ["examples/bau-bang/2017.csv", "--criteria", "vn/law-access@2017", "--ward", "Xã Lai Uyên"];

describe("the layout", () => {
  test("A4, margins of 20, 20, 30 and 20 mm, in both directions", async () => {
    const { xml } = await documentOf(WARD);
    const pages = [
      ...xml.matchAll(
        /<w:pgSz w:w="(\d+)" w:h="(\d+)" w:orient="(\w+)"\/><w:pgMar w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"/g,
      ),
    ];
    expect(
      pages.map(([, width, height, orientation]) => [
        orientation,
        Math.round(Number(width) / MM),
        Math.round(Number(height) / MM),
      ]),
    ).toEqual([
      ["portrait", 210, 297],
      ["landscape", 297, 210],
    ]);
    for (const [, , , , ...margins] of pages)
      expect(margins.map((margin) => Math.round(Number(margin) / MM))).toEqual([20, 20, 20, 30]);
  });

  test("Times New Roman, 13 points in the text, 10 to 12 in tables", async () => {
    const { parts, xml } = await documentOf(WARD);
    expect(parts.get("word/styles.xml")).toMatch(
      /<w:rPrDefault><w:rPr>.*?w:ascii="Times New Roman".*?<w:sz w:val="26"\/>/s,
    );
    expect(xml).not.toMatch(/<w:rFonts/);
    const table = xml.slice(xml.indexOf("<w:tblHeader"), xml.lastIndexOf("</w:tbl>"));
    const cells = table.slice(0, table.indexOf("</w:tbl>"));
    const sizes = new Set([...cells.matchAll(/<w:sz w:val="(\d+)"\/>/g)].map(([, size]) => Number(size) / 2));
    expect([...sizes]).toEqual([11]);
  });

  test("a head of two columns: authority and number, country, motto, place and date", async () => {
    const { xml } = await documentOf(WARD);
    const head = xml.slice(xml.indexOf("<w:tbl>"), xml.indexOf("</w:tbl>"));
    const [left = "", right = ""] = head
      .split("</w:tc>")
      .map((cell) => cell.replace(/<[^>]+>/g, "|").replace(/\|+/g, "|"));
    expect(left).toContain("ỦY BAN NHÂN DÂN|XÃ LAI UYÊN|Số: ………/BC-UBND");
    expect(right).toContain(
      "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc|…………, ngày …… tháng …… năm ………",
    );
    expect(head).toMatch(/<w:top w:val="none"/);
  });

  test("page numbers in the middle at the top, from the second page on", async () => {
    const { parts, xml } = await documentOf(WARD);
    expect(xml.match(/<w:titlePg\/>/g)).toHaveLength(1);
    const headers = [...parts].filter(([name]) => /^word\/header\d+\.xml$/.test(name)).map(([, header]) => header);
    const numbered = headers.filter((header) => header.includes("PAGE"));
    expect(numbered.length).toBe(2);
    for (const header of numbered) expect(header).toContain('<w:jc w:val="center"/>');
    expect(headers.length).toBe(3);
  });

  test("number, date and signature are blank; the same file again is the same to a byte", async () => {
    const { text } = await documentOf(WARD);
    expect(text).toContain("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n");
    expect(text).toContain("Nơi nhận:");
    const twice = await Promise.all([1, 2].map(() => runInMemory(["evaluate", ...WARD, "-o", "x.docx"])));
    expect(twice[0]?.bytes.get("x.docx")).toEqual(twice[1]?.bytes.get("x.docx"));
  });
});

test("is the same file in every time zone", async () => {
  const before = process.env["TZ"];
  const made: (Uint8Array | undefined)[] = [];
  for (const zone of ["UTC", "Asia/Tokyo", "America/Los_Angeles"]) {
    process.env["TZ"] = zone;
    made.push((await runInMemory(["evaluate", ...WARD, "-o", "x.docx"])).bytes.get("x.docx"));
  }
  if (before === undefined) delete process.env["TZ"];
  else process.env["TZ"] = before;
  expect(made[0]?.length).toBeGreaterThan(1000);
  expect([made[1], made[2]]).toEqual([made[0], made[0]]);
});

test("of a withdrawal tells no good news of it", async () => {
  // 10 of 19 criteria fail: half or more is enough for a withdrawal.
  const data =
    "Mã xã,Tên xã,Năm,Tổng số tiêu chí,Số tiêu chí không đạt,Có tiêu chí then chốt không đạt\n001,Xã A,2024,19,10,Không\n";
  const { text } = await documentOf(["w.csv", "--criteria", "vn/new-rural-withdrawal@2022"], { "w.csv": data });
  expect(text).toContain("đủ căn cứ đề nghị thu hồi");
  expect(text).not.toMatch(/Không có tiêu chí nào chưa đạt|Có nguy cơ|Chỉ còn một tiêu chí/);
});

describe("what it is", () => {
  test("of one ward its self-assessment, with its columns", async () => {
    const { text } = await documentOf(WARD);
    expect(text).toContain(
      "Kết quả tự đánh giá theo bộ tiêu chí “Xã, phường, thị trấn đạt chuẩn tiếp cận pháp luật (2017) – chỉ tính điểm”, năm 2017",
    );
    expect(text).toContain(
      // No unit, requirement and share here: columns without anything are left out.
      "TT\nTiêu chí, chỉ tiêu\nSố liệu\nĐiểm tối đa\nĐiểm tự chấm\nKết quả\nTài liệu kiểm chứng\nGhi chú",
    );
    // Published: 15 + 29,63 + 21,25 + 9,57 + 20 = 95,45.
    expect(text).toContain("29,63");
    expect(text).toContain("Tổng điểm: 95,45/100.");
    expect(text).toContain("Căn cứ Quyết định số 619/QĐ-TTg của Thủ tướng Chính phủ;");
  });

  test("with all its columns where a standard fills them", async () => {
    const { text } = await documentOf([
      ...["examples/model-wards/wards.csv", "--criteria", "examples/model-wards/model-ward@2019-example.yaml"],
      ...["--waivers", "examples/model-wards/waivers.yaml", "--ward", "90021", "--period", "2021"],
    ]);
    expect(text).toContain(
      "TT\nTiêu chí, chỉ tiêu\nĐơn vị\nYêu cầu\nSố liệu\nTỷ lệ\nĐiểm tối đa\nĐiểm tự chấm\nKết quả\nTài liệu kiểm chứng\nGhi chú",
    );
    // 7/8 groups of 87,5 % wanted; TC8 is waived, and the conclusion says that it stands on that.
    expect(text).toContain("3.2\nTổ dân phố kiểu mẫu\ntổ\n≥ 87,5\u00a0%\n7/8\n87,5\u00a0%");
    expect(text).toContain("Kết luận này nhờ miễn trừ; nếu không tính miễn trừ: chưa đủ điều kiện.");
  });

  test.each([
    ["Phường Bến Thành", "PHƯỜNG BẾN THÀNH"],
    ["Đặc khu Phú Quốc", "ĐẶC KHU PHÚ QUỐC"],
    ["Thị trấn Sa Pa", "THỊ TRẤN SA PA"],
    ["Lai Uyên", "XÃ LAI UYÊN"],
  ])("of the committee of %s", async (name, shown) => {
    const data = `Mã xã;Tên xã;Năm;Loại xã;Điểm tiêu chí 1;Điểm tiêu chí 2;Điểm tiêu chí 3;Điểm tiêu chí 4;Điểm tiêu chí 5;Mức độ hài lòng\n00001;${name};2017;I;15;29,63;21,25;9,57;20;97,35\n`;
    const { text } = await documentOf(["w.csv", "--criteria", "vn/law-access@2017"], { "w.csv": data });
    expect(text).toContain(`ỦY BAN NHÂN DÂN\n${shown}\n`);
  });

  test("a condition that leaves one ward makes no self-assessment of a list", async () => {
    const { text } = await documentOf([
      ...["examples/model-wards/wards.csv", "--criteria", "examples/model-wards/model-ward@2019-example.yaml"],
      ...["--only", "outstanding"],
    ]);
    expect(text).toContain("Tổng hợp kết quả đánh giá");
    expect(text).not.toContain("CHỦ TỊCH");
  });

  test("of several wards the summary", async () => {
    const { text } = await documentOf(["examples/bau-bang/2017.csv", "--criteria", "vn/law-access@2017"]);
    expect(text).toContain("Tổng hợp kết quả đánh giá");
    for (const part of ["Xã Lai Uyên", "95,45", "Xã Trừ Văn Thố", "95,20"]) expect(text).toContain(part);
  });

  test("of an appraisal both sides, with what differs and why", async () => {
    const { text } = await documentOf([
      ...["--self", "docs/samples/self.csv", "--appraised", "docs/samples/appraised.csv"],
      ...["--decisions", "docs/samples/decisions.yaml", "--criteria", "vn/law-access@2017"],
    ]);
    expect(text).toContain(
      "Số liệu tự đánh giá\nSố liệu thẩm định\nĐiểm tối đa\nĐiểm tự chấm\nĐiểm thẩm định\nGhi chú",
    );
    // Xã Bắc, criterion 2: 28,5 points of its own, 27,25 appraised, of 30.
    expect(text).toContain("28,5\n27,25\n30\n28,5\n27,25");
    expect(text).toContain("Điểm tiêu chí 3: 25 → không chấp nhận (thiếu biên bản họp dân)");
    expect(text).toContain("Quyết định được ghi lại như đã ban hành");
    expect(text).toContain("Xã Bắc (00001) kỳ 2020: công nhận");
    expect(text).toContain("TC2 Tiêu chí 2");
  });

  test("in English for reading", async () => {
    const { text } = await documentOf([...WARD, "--lang", "en"]);
    for (const part of [
      "SOCIALIST REPUBLIC OF VIET NAM",
      "REPORT",
      "Self-assessment by the criteria",
      "Score: 95.45/100.",
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/Tiêu chí, chỉ tiêu|BÁO CÁO/);
  });
});

describe("a draft's documents and remarks", () => {
  const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

  /** A finalised draft with evidence, each line bearing its hash and that of the line before. */
  function draft(): string {
    // Evidence and notes belong to the indicator that the figure is asked for.
    const ITEM = { item: "1.1", at: "2027-01-02T00:00:00.000Z" };
    const evidence = {
      title: "Biên bản kiểm tra đèn",
      number: "05/BB",
      date: "2026-11-30",
      issuer: "UBND phường",
      file: null,
    };
    const answer = (item: string, text: string) =>
      ({ do: "answer", item, at: ITEM.at, old: null, new: { is: "figure", text } }) as const;
    const entries = [
      answer("lit_streets", "9/10"),
      answer("water", "96.5%"),
      answer("class", "II"),
      answer("market", "Không đạt"),
      {
        do: "answer",
        item: "income",
        at: ITEM.at,
        old: null,
        new: { is: "not_applicable", why: "Chưa có điều tra thu nhập" },
      } as const,
      { do: "evidence", ...ITEM, evidence } as const,
      { do: "note", ...ITEM, text: "Một tuyến đang sửa <đường>" } as const,
      { do: "finalise", at: ITEM.at, level: "eligible", left_out: [] } as const,
    ];
    const lines: string[] = [];
    const push = (line: DraftLine) => lines.push(draftLine(line, digest));
    push({
      do: "begin",
      model_ward_draft: 1,
      at: ITEM.at,
      ward: "00003",
      name: "Phường Nam",
      period: "2026",
      standard: { id: "docs/market-ward", version: "2026", sha256: "" },
      questions: {},
      corrects: null,
    });
    for (const entry of entries) push({ ...entry, previous: digest(lines.at(-1) ?? "") });
    return `${lines.join("\n")}\n`;
  }

  const ASKED = ["nam.jsonl", "--criteria", "docs/samples/market-ward@2026.yaml"];

  test("stand beside the figure that they prove", async () => {
    const { text } = await documentOf(ASKED, { "nam.jsonl": draft() });
    expect(text).toContain(
      "9/10\n90\u00a0%\nđạt\nBiên bản kiểm tra đèn, 05/BB, 30/11/2026, UBND phường\nMột tuyến đang sửa <đường>",
    );
    expect(text).toContain("phường khai không áp dụng; Chưa có điều tra thu nhập");
  });

  test("come through a saved result unchanged", async () => {
    const files = { "nam.jsonl": draft() };
    const direct = await runInMemory(["evaluate", ...ASKED, "-o", "x.docx", "-o", "r.json"], { files });
    expect(JSON.parse(direct.written.get("r.json") ?? "").dossier.papers).toHaveLength(1);
    const again = await runInMemory(["report", "r.json", "-o", "x.docx"], {
      files: { "r.json": direct.written.get("r.json") ?? "" },
    });
    expect([again.code, again.stderr]).toEqual([0, ""]);
    expect(again.bytes.get("x.docx")).toEqual(direct.bytes.get("x.docx"));
  });
});
