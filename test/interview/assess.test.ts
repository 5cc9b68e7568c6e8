import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Run, runInMemory, type World } from "../support/memory-host.ts";

const STANDARD = "test/interview/standard.yaml";
const ASSESS = ["assess", "--criteria", STANDARD, "--ward", "14797", "--period", "2026"];
const DRAFT = "drafts/2026-14797-test-self-assessment@1.jsonl";
/** Every question of the standard, answered so that all criteria are met. */
const ALL = ["5", "97,5", "7", "8", "1", "1", "62,5", "II", "31/12/2026", "tốt"];
const FINISH = [":finalise", "có"];

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Runs `assess` with what a person types; drafts are kept between runs. */
async function assess(
  drafts: Map<string, Uint8Array>,
  typed: readonly string[],
  ...rest: readonly string[]
): Promise<Run> {
  return runInMemory([...ASSESS, ...rest], { typed, drafts, columns: 80 });
}

const textOf = (drafts: ReadonlyMap<string, Uint8Array>, name: string = DRAFT): string =>
  new TextDecoder().decode(drafts.get(name));

const linesOf = (drafts: ReadonlyMap<string, Uint8Array>): Record<string, unknown>[] =>
  textOf(drafts)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** The answers that a draft comes to, by field. */
const answersOf = (drafts: ReadonlyMap<string, Uint8Array>): Record<string, unknown> =>
  Object.fromEntries(linesOf(drafts).flatMap((line) => (line["do"] === "answer" ? [[line["item"], line["new"]]] : [])));

async function judged(file: string, text: string, world: World = {}): Promise<Record<string, unknown>> {
  const argv = ["evaluate", file, "--criteria", STANDARD, "--format", "json"];
  const { code, stdout, stderr } = await runInMemory(argv, { ...world, files: { [file]: text } });
  expect(code, stderr).toBe(0);
  return (JSON.parse(stdout) as { wards: Record<string, unknown>[] }).wards[0] ?? {};
}

describe("an interview", () => {
  test("asks every question, and what it writes is judged as it said", async () => {
    const drafts = new Map<string, Uint8Array>();
    const run = await assess(drafts, [...ALL, ...FINISH], "-o", "final.jsonl");
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toContain("4 đạt · Đạt chuẩn");
    expect(answersOf(drafts)).toEqual({
      poor: { is: "figure", text: "5" },
      water: { is: "figure", text: "97.5%" },
      groups: { is: "figure", text: "7/8" },
      market: { is: "figure", text: "Đạt" },
      market_clean: { is: "figure", text: "Đạt" },
      income: { is: "figure", text: "62.5" },
      class: { is: "figure", text: "II" },
      planned: { is: "figure", text: "2026-12-31" },
      remark: { is: "figure", text: "tốt" },
    });
    expect(run.written.get("final.jsonl")).toBe(textOf(drafts));
    const ward = await judged("final.jsonl", run.written.get("final.jsonl") ?? "");
    expect(ward).toMatchObject({ ward: "14797", period: "2026", level: "met" });
  });

  test("is left with Ctrl-C, gone on with, gone back in, changed and finalised", async () => {
    const drafts = new Map<string, Uint8Array>();
    const left = await assess(drafts, ["5", "97,5", "^C"]);
    expect(left.code).toBe(130);
    expect(left.stderr).toContain(`model-ward assess --criteria ${STANDARD} --ward 14797 --period 2026`);
    // Goes on at the third question; back to the second, whose old answer is offered; then to the first.
    const typed = [":back", "96", "3", "4", ":goto 1", "11", ...ALL.slice(4), ...FINISH];
    const run = await assess(drafts, typed, "-o", "final.jsonl");
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toContain("(97,5\u00a0%) 96");
    expect(answersOf(drafts)).toMatchObject({ poor: { text: "11" }, water: { text: "96%" }, groups: { text: "3/4" } });
    const ward = await judged("final.jsonl", run.written.get("final.jsonl") ?? "");
    expect(ward["level"]).toBe("none");
    expect(run.stderr).toContain("2 đạt, 2 chưa đạt · chưa đủ điều kiện");
  });

  test("skips what does not apply, says why, and leaves an old answer to it out of the verdict", async () => {
    const drafts = new Map<string, Uint8Array>();
    const without = await assess(drafts, ["5", "97,5", "7", "8", "2", "^C"]);
    expect(without.stderr).toContain("Bỏ qua câu 5 (Chợ sạch): TC3 không áp dụng");
    expect(without.stderr).toContain("Câu 6/9 – TC4 Thu nhập (triệu đồng)");
    // There is a market that is not clean; then there is none after all.
    const typed = [":goto 4", "1", "2", ":goto 4", "2", "62,5", "II", "thiếu", "thiếu", ...FINISH];
    const run = await assess(drafts, typed, "-o", "final.jsonl");
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toMatch(/Câu 5 \(Chợ sạch\) không còn áp dụng vì TC3 không áp dụng/);
    expect(linesOf(drafts).at(-1)).toMatchObject({ do: "finalise", level: "met", left_out: ["market_clean"] });
    const ward = await judged("final.jsonl", run.written.get("final.jsonl") ?? "");
    expect(ward["level"]).toBe("met");
    expect(ward["cells"]).toContainEqual({ field: "market_clean", state: "missing", origin: null });
  });

  test("missing, not applicable and 0 are three answers", async () => {
    const drafts = new Map<string, Uint8Array>();
    const typed = ["0", "thiếu", "KAD", "?", "không áp dụng", "^C"];
    await assess(drafts, typed);
    expect(answersOf(drafts)).toEqual({
      poor: { is: "figure", text: "0" },
      water: { is: "missing" },
      groups: { is: "missing" },
    });
    const more = await assess(drafts, [
      "2",
      "không áp dụng",
      "",
      "KAD",
      "không có hộ kinh doanh".normalize("NFD"),
      "^C",
    ]);
    expect(more.stderr).toContain("Phải ghi lý do không áp dụng.");
    expect(answersOf(drafts)).toMatchObject({ income: { is: "not_applicable", why: "không có hộ kinh doanh" } });
  });

  test("cannot be finalised with questions open, nor without a clear yes", async () => {
    const drafts = new Map<string, Uint8Array>();
    const run = await assess(drafts, ["5", ":review", ":finalise", ":quit"]);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain("còn câu 2, 3, 4, 5, 6, 7, 8, 9 chưa trả lời");
    const again = await assess(drafts, [...ALL.slice(1), ":finalise", "không", ":quit"]);
    expect(again.code).toBe(0);
    expect(linesOf(drafts).some((line) => line["do"] === "finalise")).toBe(false);
  });

  test("shows the year before beside the question and never fills it in", async () => {
    const files = { "2025.csv": "Mã phường,Năm,Số hộ nghèo\n14797,2025,12\n14800,2025,99\n" };
    const drafts = new Map<string, Uint8Array>();
    const argv = [...ASSESS, "--previous", "2025.csv"];
    const run = await runInMemory(argv, { typed: ["", ":quit"], drafts, files });
    expect(run.stderr).toContain("Kỳ trước: 12");
    expect(run.stderr).toContain("Gõ câu trả lời");
    expect(answersOf(drafts)).toEqual({});
    expect(run.stderr).toContain("--previous 2025.csv");
  });

  test.each([
    ["số-liệu-2025.csv", "số-liệu-2025.csv"],
    ["số liệu 2025.csv", '"số liệu 2025.csv"'],
    ["$(reboot) 'a'.csv", "'$(reboot) '\\''a'\\''.csv'"],
  ])("says a command that can be copied when a file is called %s", async (name, quoted) => {
    const files = { [name]: "Mã phường,Năm,Số hộ nghèo\n14797,2025,12\n" };
    const run = await runInMemory([...ASSESS, "--previous", name], { typed: [":quit"], files });
    expect(run.stderr).toContain(`--period 2026 --previous ${quoted}`);
  });

  test("takes notes in NFC, says why, lists, and knows no other command", async () => {
    const drafts = new Map<string, Uint8Array>();
    const note = "ghi chú điều tra".normalize("NFD");
    const run = await assess(drafts, [`:note ${note}`, ":why", ":list", ":save", ":help", ":xyz", ":goto 77", ":quit"]);
    expect(run.code).toBe(0);
    expect(linesOf(drafts).at(-1)).toMatchObject({ do: "note", item: "1.1", text: "ghi chú điều tra" });
    expect(run.stderr).toContain("1.1 Hộ nghèo: ≤ 10 (căn cứ: 1/2020/QĐ)");
    expect(run.stderr).toContain("không có lệnh :xyz");
    expect(run.stderr).toContain("từ 1 đến 9");
  });
});

test.each([
  ["1.234", "poor", "1234", undefined],
  ["1,5", "poor", undefined, "Số hộ nghèo"],
  ["-3", "poor", undefined, "Số hộ nghèo"],
  ["07/08/2026", "poor", undefined, "ngày"],
  ["97,5 %", "water", "97.5%", undefined],
  ["101", "water", undefined, "ngoài"],
])("%s for %s is %s", async (typed, field, text, said) => {
  const drafts = new Map<string, Uint8Array>();
  const before = field === "water" ? ["5"] : [];
  const run = await assess(drafts, [...before, typed, ":quit"]);
  if (text !== undefined) expect(answersOf(drafts)[field]).toEqual({ is: "figure", text });
  else expect(answersOf(drafts)[field]).toBeUndefined();
  if (said !== undefined) expect(run.stderr.split("? Trả lời:").at(-2)).toContain(said);
});

test("a percent far below what is usual is asked about", async () => {
  const drafts = new Map<string, Uint8Array>();
  await assess(drafts, ["5", "0,97", "không", "97", ":quit"]);
  expect(answersOf(drafts)["water"]).toEqual({ is: "figure", text: "97%" });
  await assess(drafts, [":goto 2", "0,97", "có", ":quit"]);
  expect(answersOf(drafts)["water"]).toEqual({ is: "figure", text: "0.97%" });
});

describe("without a person", () => {
  test.each([
    ["standard input is no terminal", {}, []],
    ["CI is set", { typed: [], env: { CI: "true" } }, []],
    ["--no-input", { typed: [] }, ["--no-input"]],
  ] as const)("%s: exit 2, every missing answer is listed, nothing is written", async (_, world, rest) => {
    const drafts = new Map<string, Uint8Array>();
    const run = await runInMemory([...ASSESS, ...rest], { ...world, drafts });
    expect(run.code).toBe(2);
    for (const field of ["poor", "water", "groups", "market_clean", "remark"])
      expect(run.stderr).toContain(`- ${field}:`);
    expect(run.stderr).toContain("--answers");
    expect(drafts.size).toBe(0);
  });

  const answers = `ward_code,period,field,value
14797,2026,poor,5
14797,2026,water,97.5
14797,2026,groups,7/8
14797,2026,market,Không đạt
14797,2026,income,KAD
14797,2026,class,II
14797,2026,planned,
14797,2026,remark,
`;

  test("with all answers given it runs, and -o finalises", async () => {
    const drafts = new Map<string, Uint8Array>();
    const world = { drafts, files: { "answers.csv": answers } };
    const run = await runInMemory([...ASSESS, "--answers", "answers.csv", "-o", "final.jsonl"], world);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toContain("8/8 câu đã trả lời");
    expect(answersOf(drafts)).toMatchObject({ planned: { is: "missing" }, income: { is: "not_applicable" } });
    const ward = await judged("final.jsonl", run.written.get("final.jsonl") ?? "");
    expect(ward).toMatchObject({ level: "met" });
    expect(linesOf(drafts).at(-1)).toMatchObject({ do: "finalise", level: "met" });
  });

  test("with one answer lacking nothing is written", async () => {
    const drafts = new Map<string, Uint8Array>();
    const files = { "answers.csv": answers.replace(/.*,poor,.*\n/, "") };
    const run = await runInMemory([...ASSESS, "--answers", "answers.csv", "-o", "final.jsonl"], { drafts, files });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("còn thiếu 1 câu trả lời");
    expect(drafts.size).toBe(0);
    expect(run.written.size).toBe(0);
  });

  test("answers for another ward or that cannot be read are refused", async () => {
    const other = { "answers.csv": answers.replaceAll("14797", "14800") };
    const run = await runInMemory([...ASSESS, "--answers", "answers.csv"], { files: other });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("draft/no-answers");
    const wrong = { "answers.csv": answers.replace("97.5", "175") };
    const refused = await runInMemory([...ASSESS, "--answers", "answers.csv"], { files: wrong });
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain("data/out-of-range");
  });
});

describe("a draft", () => {
  const begun = async (typed: readonly string[] = ["5", "97,5", ":quit"]) => {
    const drafts = new Map<string, Uint8Array>();
    await assess(drafts, typed);
    return drafts;
  };

  test("is a chain: each line names the hash of the one before", async () => {
    const lines = textOf(await begun())
      .trim()
      .split("\n");
    expect(lines).toHaveLength(3);
    for (const [place, line] of lines.entries())
      if (place > 0) expect(JSON.parse(line)).toMatchObject({ previous: digest(lines[place - 1] ?? "") });
  });

  test.each([
    ["a figure", (text: string) => text.replace('"text":"5"', '"text":"6"'), "draft/line-changed", ":2"],
    ["the last figure", (text: string) => text.replace("97.5%", "99.5%"), "draft/line-changed", ":3"],
    ["a line taken out", (text: string) => text.replace(/\n.*"poor".*\n/, "\n"), "draft/chain-broken", ":2"],
    ["no JSON", (text: string) => text.replace('"do":"answer"', '"do":"anser"'), "draft/not-a-line", ":2"],
    ["a stranger's file", () => "Mã phường,Năm\n", "draft/not-a-line", ":1"],
  ])("changed by hand (%s) is refused and not touched", async (_, change, code, line) => {
    const drafts = await begun();
    const changed = change(textOf(drafts));
    drafts.set(DRAFT, new TextEncoder().encode(changed));
    const run = await assess(drafts, ["7"]);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain(code);
    expect(run.stderr).toContain(`${DRAFT}${line}`);
    expect(textOf(drafts)).toBe(changed);
    const evaluated = await runInMemory(["evaluate", "d.jsonl", "--criteria", STANDARD], {
      files: { "d.jsonl": changed },
    });
    expect(evaluated.code === 0).toBe(false);
  });

  test("whose last line was cut off opens without it, and that question is asked again", async () => {
    const drafts = await begun();
    const whole = textOf(drafts);
    drafts.set(DRAFT, new TextEncoder().encode(whole.slice(0, -20)));
    const run = await assess(drafts, ["96", ":quit"]);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain("bị cắt dở");
    expect(run.stderr).toContain("Câu 2/9");
    expect(answersOf(drafts)).toMatchObject({ poor: { text: "5" }, water: { text: "96%" } });
  });

  test("that somebody else has written to is not written over", async () => {
    const drafts = await begun();
    const theirs = Buffer.from('{"do":"note"}\n');
    // Behind each line that this process writes, another one writes its own.
    const shared = new Map(drafts);
    const set = shared.set.bind(shared);
    shared.set = (name, bytes) => set(name, name === DRAFT ? Buffer.concat([bytes, theirs]) : bytes);
    const run = await runInMemory(ASSESS, { typed: ["7", "8"], drafts: shared });
    expect(run.code).toBe(74);
    expect(run.stderr).toContain("draft/written-meanwhile");
    expect(textOf(shared)).toBe(textOf(drafts) + theirs.toString());
  });

  test("that cannot be written says so; what was saved before is whole", async () => {
    const drafts = await begun();
    const before = textOf(drafts);
    const run = await runInMemory(ASSESS, { typed: ["7", "8"], drafts, failing: { [DRAFT]: "ENOSPC" } });
    expect(run.code).toBe(74);
    expect(run.stderr).toContain("draft/not-saved");
    expect(run.stderr).not.toMatch(/\n\s+at /);
    expect(textOf(drafts)).toBe(before);
  });

  test("open in a living process is only shown; a dead one's lock is taken over", async () => {
    const drafts = await begun();
    const lock = new TextEncoder().encode(JSON.stringify({ pid: 4242, host: "here", started: "2026-11-24T08:00:00Z" }));
    drafts.set(`${DRAFT}.lock`, lock);
    const before = textOf(drafts);
    const second = await runInMemory(ASSESS, { typed: ["7"], drafts, alive: [4242] });
    expect(second.code).toBe(0);
    expect(second.stderr).toContain("tiến trình 4242");
    expect(second.stderr).toContain("1. 1.1 Số hộ nghèo: 5");
    expect(textOf(drafts)).toBe(before);
    expect(drafts.has(`${DRAFT}.lock`)).toBe(true);
    const third = await runInMemory(ASSESS, { typed: [":quit"], drafts });
    expect(third.stderr).toContain("(tiến trình 4242) đã chết");
    expect(drafts.has(`${DRAFT}.lock`)).toBe(false);
  });

  test("that is finalised is not gone on with; a correction is a new version that names it", async () => {
    const drafts = await begun([...ALL, ...FINISH]);
    const final = textOf(drafts);
    const again = await assess(drafts, ["6"]);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain(`model-ward assess --correct ${DRAFT}`);
    const typed = [":goto 1", "11", ":review", ...FINISH];
    const correct = await runInMemory(["assess", "--criteria", STANDARD, "--correct", DRAFT], { typed, drafts });
    expect(correct.code, correct.stderr).toBe(0);
    expect(textOf(drafts)).toBe(final);
    const next = textOf(drafts, DRAFT.replace(".jsonl", ".v2.jsonl"));
    expect(JSON.parse(next.split("\n")[0] ?? "")).toMatchObject({
      corrects: { file: "2026-14797-test-self-assessment@1.jsonl", sha256: digest(final) },
    });
    expect(await judged("v2.jsonl", next)).toMatchObject({ level: "none" });
  });

  test("corrected under a changed standard asks again what changed", async () => {
    const drafts = await begun([...ALL, ...FINISH]);
    const files = { "s.yaml": readFileSync(STANDARD, "utf8").replace("Số hộ nghèo, en", "Số hộ thoát nghèo, en") };
    const argv = ["assess", "--criteria", "s.yaml", "--correct", DRAFT, "--no-input", "-o", "out.jsonl"];
    const run = await runInMemory(argv, { drafts, files });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("- poor: Số hộ thoát nghèo");
    expect(run.written.size).toBe(0);
  });

  test("locked by another process is an error for a script", async () => {
    const drafts = await begun(["5", ":quit"]);
    drafts.set(`${DRAFT}.lock`, new TextEncoder().encode('{"pid":1,"host":"elsewhere","started":"x"}'));
    const answers = `ward_code,period,field,value\n${["poor,5", "water,97%", "groups,7/8", "market,Không đạt", "income,61", "class,I", "planned,", "remark,"].map((line) => `14797,2026,${line}\n`).join("")}`;
    const run = await runInMemory([...ASSESS, "--answers", "a.csv", "-o", "o.jsonl"], {
      drafts,
      files: { "a.csv": answers },
    });
    expect(run.code).toBe(74);
    expect(run.stderr).toContain("draft/locked");
    expect(run.written.size).toBe(0);
  });

  test("offers a number with three decimals as it was, also when its question has changed", async () => {
    const drafts = await begun(["5", "97,5", "7", "8", "1", "1", "61,2340", ":quit"]);
    expect(answersOf(drafts)["income"]).toEqual({ is: "figure", text: "61.234" });
    const again = await assess(drafts, [":goto 6", "", ":quit"]);
    expect(again.stderr).toContain("(61,234)");
    const files = { "s.yaml": readFileSync(STANDARD, "utf8").replace("≥ 60", "≥ 61") };
    const argv = ["assess", "--criteria", "s.yaml", "--ward", "14797", "--period", "2026"];
    const changed = await runInMemory(argv, { typed: ["", ":quit"], drafts, files });
    expect(changed.stderr).toContain("✓ Thu nhập: 61,234");
    expect(answersOf(drafts)["income"]).toEqual({ is: "figure", text: "61.234" });
  });

  test("of a changed standard asks again only what changed", async () => {
    const drafts = new Map<string, Uint8Array>();
    const text = readFileSync(STANDARD, "utf8");
    const run = (standard: string, typed: readonly string[]) =>
      runInMemory(["assess", "--criteria", "s.yaml", "--ward", "14797", "--period", "2026"], {
        typed,
        drafts,
        files: { "s.yaml": standard },
      });
    await run(text, ["5", "97,5", "7", "8", ":quit"]);
    const changed = await run(text.replace("≥ 95%", "≥ 96%").replace("title: {vi: Bộ", "title: {vi: Một bộ"), [
      "",
      ":quit",
    ]);
    expect(changed.stderr).toContain("hỏi lại các câu đã đổi: Tỷ lệ nước sạch");
    expect(changed.stderr).toContain("Câu 2/9");
    expect(answersOf(drafts)).toMatchObject({ poor: { text: "5" }, water: { text: "97.5%" }, groups: { text: "7/8" } });
    expect(changed.stderr).toContain("Câu 4/9");
  });

  test("is explained and inspected answer by answer; unfinished it is judged with a warning", async () => {
    const text = textOf(await begun());
    const files = { "d.jsonl": text };
    const explained = await runInMemory(["explain", "d.jsonl", "--criteria", STANDARD, "--ward", "14797"], { files });
    expect(explained.code, explained.stderr).toBe(0);
    expect(explained.stdout).toContain("d.jsonl, câu trả lời ở dòng 2: “5”");
    expect(explained.stderr).toContain("draft/not-finalised");
    const inspected = await runInMemory(["inspect", "d.jsonl", "--criteria", STANDARD], { files });
    expect(inspected.stdout).toContain("bản tự đánh giá");
  });

  test("judged by another text of its standard is warned of, and no figure vanishes by it", async () => {
    const drafts = new Map<string, Uint8Array>();
    const typed = ["5", "97,5", "7", "8", "1", "2", "62,5", "II", "thiếu", "thiếu", ":goto 4", "2", ...FINISH];
    await assess(drafts, typed);
    const text = readFileSync(STANDARD, "utf8");
    const evaluate = (standard: string) =>
      runInMemory(["evaluate", "d.jsonl", "--criteria", "s.yaml"], {
        files: { "d.jsonl": textOf(drafts), "s.yaml": standard },
      });
    const other = await evaluate(text.replace("≥ 60", "≥ 61"));
    expect(other.code).toBe(0);
    expect(other.stderr).toContain("draft/other-standard");
    const applying = await evaluate(text.replace("    applies_when: market\n", ""));
    expect(applying.code).toBe(3);
    expect(applying.stderr).toContain("draft/left-out-applies");
  });

  test("of a ward whose code could leave the folder is refused", async () => {
    const run = await runInMemory(["assess", "--criteria", STANDARD, "--ward", "../x", "--period", "2026"], {
      typed: [],
    });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("--ward");
  });
});

test("warnings about a file of answers are told", async () => {
  const files = { "a.csv": "ward_code,period,field,value\n14797,2026,poor,-\n" };
  const run = await runInMemory([...ASSESS, "--answers", "a.csv"], { typed: [":quit"], files });
  expect(run.code, run.stderr).toBe(0);
  expect(run.stderr).toContain("data/dash-missing");
});

test("an appraised draft is held to its own figures, not to the appraiser's", async () => {
  const drafts = new Map<string, Uint8Array>();
  await assess(drafts, [...ALL, ...FINISH]);
  const files = { "d.jsonl": textOf(drafts), "a.csv": "Mã phường,Năm,Số hộ nghèo\n14797,2026,40\n" };
  const argv = ["evaluate", "--self", "d.jsonl", "--appraised", "a.csv", "--criteria", STANDARD, "--format", "json"];
  const run = await runInMemory(argv, { files });
  expect(run.code, run.stderr).toBe(0);
  expect(run.stderr).not.toContain("draft/other-verdict");
  const { wards, appraisal } = JSON.parse(run.stdout) as {
    wards: { level: string }[];
    appraisal: { wards: { self: { level: string } }[] };
  };
  expect([wards[0]?.level, appraisal.wards[0]?.self.level]).toEqual(["none", "met"]);
});

describe("evidence", () => {
  const files = { "drafts/qd.pdf": "quyết định" };
  const attach = [":evidence", "Quyết định 12", "12/QĐ", "31/12/2025", "UBND phường", "qd.pdf", ":quit"];

  test("is attached with its hash; from outside the folder it is not taken", async () => {
    const drafts = new Map<string, Uint8Array>();
    const outside = [...attach.slice(0, 5), "../secret.pdf", "none.pdf", ...attach.slice(5)];
    const run = await runInMemory(ASSESS, { typed: outside, drafts, files });
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toContain("nằm ngoài thư mục bản nháp");
    expect(run.stderr).toContain("không có tệp này");
    expect(linesOf(drafts).at(-1)).toMatchObject({
      do: "evidence",
      item: "1.1",
      evidence: { title: "Quyết định 12", date: "2025-12-31", file: { path: "qd.pdf", sha256: digest("quyết định") } },
    });
  });

  test("attached by mistake is taken off, and counts no more", async () => {
    const drafts = new Map<string, Uint8Array>();
    const typed = [...attach.slice(0, -1), ":evidence remove 2", ":evidence remove 1", ":quit"];
    const run = await runInMemory(ASSESS, { typed, drafts, files });
    expect(run.stderr).toContain("không có tài liệu số 2");
    expect(run.stderr).toContain("Đã kèm: 1. Quyết định 12");
    const check = await runInMemory(["assess", "--check", DRAFT, "--criteria", STANDARD], { drafts });
    expect(check.code).toBe(0);
    expect(check.stdout).toContain("0 tài liệu kiểm chứng");
  });

  test.each([
    ["whole", files, 0, "1 tài liệu kiểm chứng, 1 cần xem lại"],
    ["changed", { "drafts/qd.pdf": "khác" }, 1, "đã thay đổi"],
    ["gone", {}, 1, "không thấy tệp"],
  ])("%s: --check tells, and the indicator is judged all the same", async (_, now, code, said) => {
    const drafts = new Map<string, Uint8Array>();
    await runInMemory(ASSESS, { typed: attach, drafts, files });
    const run = await runInMemory(["assess", "--check", DRAFT, "--criteria", STANDARD], { drafts, files: now });
    expect(run.code).toBe(code);
    expect(run.stdout).toContain(said);
    expect(run.stdout).toContain("có ngày nằm ngoài kỳ đánh giá");
    expect(run.stdout).toContain("không chứng minh ai đã ghi");
  });
});

test("without a ward, a person chooses among the drafts", async () => {
  const drafts = new Map<string, Uint8Array>();
  await assess(drafts, ["5", ":quit"], "--name", "Phường Hạc Thành");
  const run = await runInMemory(["assess", "--criteria", STANDARD], { typed: ["1", "96", ":quit"], drafts });
  expect(run.code, run.stderr).toBe(0);
  expect(run.stderr).toContain("1. 14797 Phường Hạc Thành, kỳ 2026");
  expect(run.stderr).toContain("1/9 câu");
  expect(answersOf(drafts)).toMatchObject({ poor: { text: "5" }, water: { text: "96%" } });
});

test("the same in English", async () => {
  const drafts = new Map<string, Uint8Array>();
  const run = await assess(
    drafts,
    ["5", "missing", "7/8", "2", "n/a", "no business", ":list", ":quit"],
    "--lang",
    "en",
  );
  expect(run.stderr).toContain("Question 1/9 – 1.1 Poor households (households)");
  expect(run.stderr).toContain("does not apply (TC3)");
  expect(answersOf(drafts)).toMatchObject({
    water: { is: "missing" },
    income: { is: "not_applicable", why: "no business" },
  });
});
