import { mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { ANSWERS, ASSESS, CRITERIA, DRAFT } from "./support/law-access.ts";
import { draftLines, figuresOf, filesOf, modelWard, STACK_TRACE, temporaryFolder, until } from "./support/program.ts";
import { TerminalWindow } from "./support/terminal.ts";

// The interview as a person meets it: in a terminal, with its own keys.

const base = temporaryFolder();
let folders = 0;

/** A working folder for one test. */
function newFolder(): { folder: string; draft: string } {
  const folder = path.join(base, String(folders++));
  mkdirSync(folder);
  return { folder, draft: path.join(folder, "drafts", DRAFT) };
}

const RESUME = `model-ward ${ASSESS.join(" ")}`;

async function judged(folder: string, file: string): Promise<{ level: string; statuses: Record<string, string> }> {
  const { code, stdout, stderr } = await modelWard(folder, [
    "evaluate",
    file,
    "--criteria",
    CRITERIA,
    "--format",
    "json",
  ]);
  expect(code, stderr).toBe(0);
  const [ward] = JSON.parse(stdout).wards as { level: string; nodes: { id: string; status: string }[] }[];
  const top = (ward?.nodes ?? []).filter(({ id }) => /^TC\d$/.test(id));
  return { level: ward?.level ?? "", statuses: Object.fromEntries(top.map(({ id, status }) => [id, status])) };
}

/** The last verdict that a screen shows. */
const shownStatuses = (screen: string): Record<string, string> =>
  Object.fromEntries(
    [...screen.matchAll(/^(TC\d) [^\n]*: (đạt|chưa đạt|chưa đủ số liệu)$/gm)].map(([, id, word]) => [id, word]),
  );

test("a self-assessment of two days: interrupted, resumed, changed, reviewed, finalised, judged, corrected", async () => {
  const { folder, draft } = newFolder();
  const argv = [...ASSESS, "--name", "Phường Hạc Thành", "-o", "final.jsonl"];
  const first = new TerminalWindow(argv, { folder });
  await first.atQuestion(1);
  // The first figure is wrong, and changed on the second day. A ratio may be typed as two numbers.
  await first.answer("4/5", 2);
  first.type("3\r");
  await first.waitFor("3 trên tổng số:");
  await first.answer("3", 3);
  for (const [place, [, typed]] of ANSWERS.slice(2, 12).entries()) await first.answer(typed, place + 4);
  first.press(0x03);
  expect(await first.exitCode()).toBe(130);
  await first.waitFor(RESUME);
  expect(figuresOf(draft).size).toBe(12);

  const second = new TerminalWindow(argv, { folder });
  const greeting = await second.atQuestion(13);
  expect(greeting).toContain("Làm tiếp bản nháp");
  expect(greeting).toContain("12/23");
  second.type(":goto 1\r");
  await second.waitFor(/Câu 1\/23[\s\S]*\(4\/5\)$/);
  await second.answer("5/5", 13);
  await second.answer("1", 14);
  second.type(":back\r");
  await second.waitFor(/Câu 13\/23(?![\s\S]*Câu)[\s\S]*\(Có\)$/);
  await second.answer("2", 14);
  second.type(":back\r");
  await second.waitFor(/Câu 13\/23(?![\s\S]*Câu)[\s\S]*\(Không\)$/);
  await second.answer("1", 14);
  for (const [place, [, typed]] of ANSWERS.slice(13, 21).entries()) await second.answer(typed, place + 15);
  await second.answer("0", 23);
  second.type("8/8\r");
  const review = await second.waitFor(/Xem lại: Phường Hạc Thành, kỳ 2026[\s\S]*Xem lại:$/);
  const shown = shownStatuses(review);
  expect(shown).toEqual({ TC1: "đạt", TC2: "đạt", TC3: "chưa đạt" });
  second.type("xong\r");
  const confirm = await second.waitFor(/Hoàn tất với kết quả “[^”]*”\?[\s\S]*\(có\/không\s*\)$/);
  expect(confirm).toMatch(/“2 đạt, 1 chưa đạt · /);
  second.type("có\r");
  await second.waitFor("Đã hoàn tất: final.jsonl");
  expect(await second.exitCode()).toBe(0);
  expect(Object.fromEntries(figuresOf(draft))).toEqual({
    ...Object.fromEntries(ANSWERS.map(([field, , saved]) => [field, saved])),
    cooperation_activities: "0",
  });
  expect(readFileSync(path.join(folder, "final.jsonl"))).toEqual(readFileSync(draft));
  expect(filesOf(path.dirname(draft))).toEqual([DRAFT]);

  expect(await judged(folder, "final.jsonl")).toEqual({
    level: "none",
    statuses: { TC1: "met", TC2: "met", TC3: "not_met" },
  });

  // Nobody may write to it any more, and a further start says what to do instead.
  expect(statSync(draft).mode & 0o222).toBe(0);
  const before = readFileSync(draft);
  const third = new TerminalWindow(argv, { folder });
  await third.waitFor(/--correct\s+drafts\//);
  expect(await third.exitCode()).toBe(2);
  expect(readFileSync(draft)).toEqual(before);

  const fourth = new TerminalWindow(["assess", "--correct", `drafts/${DRAFT}`, "-o", "corrected.jsonl"], { folder });
  await fourth.waitFor(/Xem lại: Phường Hạc Thành, kỳ 2026[\s\S]*Xem lại:$/);
  fourth.type("22\r");
  await fourth.waitFor(/Câu 22\/23[\s\S]*\(0\)$/);
  fourth.type("1\r");
  await fourth.waitFor(/Câu 22\/23[\s\S]*✓[\s\S]*Xem lại: Phường Hạc Thành[\s\S]*Xem lại:$/);
  fourth.type(":finalise\r");
  await fourth.waitFor(/\(có\/không\)$/);
  fourth.type("có\r");
  expect(await fourth.exitCode()).toBe(0);
  const corrected = path.join(folder, "drafts", DRAFT.replace(".jsonl", ".v2.jsonl"));
  expect(draftLines(corrected)[0]).toMatchObject({ do: "begin", corrects: { file: DRAFT } });
  expect(readFileSync(draft)).toEqual(before);
  expect(await judged(folder, "corrected.jsonl")).toEqual({
    level: "eligible",
    statuses: { TC1: "met", TC2: "met", TC3: "met" },
  });
});

describe("input methods and pasted text", () => {
  /** Keys of a Telex input method that retypes as it goes: “đường” with this byte for the backspace. */
  const telex = (backspace: number): number[] => {
    const back = [backspace];
    const keys = (text: string) => [...Buffer.from(text)];
    return [
      ...keys("d"),
      ...[...back, ...keys("đ")],
      ...keys("uo"),
      ...[...back, ...back, ...keys("ươ")],
      ...keys("ng"),
      ...[...back, ...back, ...back, ...keys("ờng")],
    ];
  };
  const bare = (text: string) => text.normalize("NFD");

  test.each([
    ["drawn, DEL", [], 0x7f],
    ["drawn, BS", [], 0x08],
    ["plain, DEL", ["--plain"], 0x7f],
    ["plain, BS", ["--plain"], 0x08],
  ] as const)("Telex keys arrive as the letters that were meant (%s)", async (_, flags, backspace) => {
    const { folder, draft } = newFolder();
    const window = new TerminalWindow([...ASSESS, ...flags], { folder });
    await window.atQuestion(1);
    window.type(":note ");
    window.press(...telex(backspace));
    window.type(" làng\r");
    await window.waitFor(/✓ đã lưu ghi chú[\s\S]*Câu 1\/23[\s\S]*:$/);
    // Once more at a question for text alone.
    window.type(":note\r");
    await window.waitFor(/Ghi chú:$/);
    window.press(...telex(backspace));
    window.type("\r");
    await window.waitFor(/✓ đã lưu ghi chú[\s\S]*✓ đã lưu ghi chú[\s\S]*Câu 1\/23[\s\S]*:$/);
    window.press(0x03);
    expect(await window.exitCode()).toBe(130);
    const notes = draftLines(draft).filter((line) => line.do === "note");
    expect(notes.map(({ text }) => text)).toEqual(["đường làng", "đường"]);
  });

  test.each([[[]], [["--plain"]]])("text pasted in decomposed letters is saved composed (%s)", async (flags) => {
    const { folder, draft } = newFolder();
    const window = new TerminalWindow([...ASSESS, ...flags], { folder });
    await window.atQuestion(1);
    const text = "Nghị quyết của Hội đồng nhân dân phường";
    expect(bare(text)).not.toBe(text);
    window.type(`:note ${bare(text)}\r`);
    await window.waitFor(/✓ đã lưu ghi chú[\s\S]*Câu 1\/23[\s\S]*:$/);
    await window.answer("5/5", 2);
    await window.answer("3/3", 3);
    await window.answer("5/5", 4);
    // Words of an answer are known in either form.
    await window.answer(bare("Không"), 5);
    window.press(0x03);
    expect(await window.exitCode()).toBe(130);
    expect(draftLines(draft).find((line) => line.do === "note")?.text).toBe(text);
    expect(figuresOf(draft).get("information_list_made")).toBe("Không đạt");
  });

  test("lines pasted at once are taken one by one in --plain", async () => {
    const { folder, draft } = newFolder();
    const window = new TerminalWindow([...ASSESS, "--plain"], { folder });
    await window.atQuestion(1);
    window.type("5/5\r3/3\rkhông phải số\r5/5\r2\r");
    await window.atQuestion(5);
    expect(window.screen()).toContain("✗");
    window.press(0x03);
    expect(await window.exitCode()).toBe(130);
    expect([...figuresOf(draft)]).toEqual([
      ["documents_on_time", "5/5"],
      ["drafts_consulted", "3/3"],
      ["documents_checked", "5/5"],
      ["information_list_made", "Không đạt"],
    ]);
  });

  test("lines pasted at once answer no wrong question where the screen is drawn", async () => {
    const { folder, draft } = newFolder();
    const window = new TerminalWindow(ASSESS, { folder });
    await window.atQuestion(1);
    window.type("5/5\r3/3\r6/6\r");
    await window.waitFor(/✓[^\n]*: 5\/5/);
    await window.waitFor(/Câu [234]\/23/);
    window.press(0x03);
    expect(await window.exitCode()).toBe(130);
    const wanted = ["5/5", "3/3", "6/6"];
    const figures = [...figuresOf(draft).entries()];
    expect(figures).toEqual(figures.map((_, place) => [ANSWERS[place]?.[0], wanted[place]]));
  });
});

describe("nobody answers", () => {
  test.each([[[]], [["--plain"]]])("Ctrl-D on an empty line ends with everything saved (%s)", async (flags) => {
    const { folder, draft } = newFolder();
    const window = new TerminalWindow([...ASSESS, ...flags], { folder });
    await window.atQuestion(1);
    await window.answer("5/5", 2);
    window.press(0x04);
    const screen = await window.waitFor(RESUME);
    expect([0, 130]).toContain(await window.exitCode());
    expect(screen).not.toMatch(STACK_TRACE);
    expect([...figuresOf(draft)]).toEqual([["documents_on_time", "5/5"]]);
    expect(filesOf(path.dirname(draft))).toEqual([DRAFT]);
  });

  test.each([
    ["an empty standard input", `"$@" < /dev/null`, {}, []],
    ["a closed standard input", `exec 0<&-; "$@"`, {}, []],
    ["standard error in a pipe", `("$@"; echo $? > inner) 2>&1 | cat; (exit $(cat inner))`, {}, []],
    ["a pipeline (CI)", `"$@"`, { CI: "1" }, []],
    ["--no-input", `"$@"`, {}, ["--no-input"]],
  ] as const)("%s: exit 2 with the list of what is missing, nothing written", async (_, shell, environment, flags) => {
    const { folder } = newFolder();
    const window = new TerminalWindow([...ASSESS, ...flags], { folder, shell, environment });
    expect(await window.exitCode()).toBe(2);
    const screen = await window.waitFor("usage/answers-missing");
    for (const [field] of ANSWERS) expect(screen).toContain(`- ${field}: `);
    expect(screen).not.toMatch(STACK_TRACE);
    expect(filesOf(folder).filter((name) => name !== "inner")).toEqual([]);
  });

  test("a terminal that goes away takes no answer with it", async () => {
    const { folder, draft } = newFolder();
    const window = new TerminalWindow(ASSESS, { folder });
    await window.atQuestion(1);
    await window.answer("5/5", 2);
    const lock = JSON.parse(readFileSync(`${draft}.lock`, "utf8")) as { pid: number };
    window.kill();
    await until(
      () => !isRunning(lock.pid),
      () => `process ${lock.pid} outlives its terminal`,
    );
    const again = new TerminalWindow(ASSESS, { folder });
    await again.atQuestion(2);
    expect([...figuresOf(draft)]).toEqual([["documents_on_time", "5/5"]]);
  });
});

function isRunning(pid: number): boolean {
  try {
    // A dead process that nobody has asked after yet is listed as well, as Z.
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

describe("two processes on one draft", () => {
  test("the second may look and says who writes; the lock of a killed one is taken over", async () => {
    const { folder, draft } = newFolder();
    const first = new TerminalWindow(ASSESS, { folder });
    await first.atQuestion(1);
    await first.answer("5/5", 2);
    const { pid } = JSON.parse(readFileSync(`${draft}.lock`, "utf8")) as { pid: number };
    const before = readFileSync(draft);

    const second = new TerminalWindow(ASSESS, { folder });
    expect(await second.exitCode()).toBe(0);
    const seen = await second.waitFor(new RegExp(`tiến\\s+trình\\s+${pid}\\s`));
    expect(seen).toContain("chỉ xem được");
    expect(seen).toMatch(/1\. 1\.1 Văn bản pháp luật ban hành đúng thời hạn, đúng pháp luật: 5\/5/);
    expect(readFileSync(draft)).toEqual(before);
    expect(filesOf(path.dirname(draft))).toEqual([DRAFT, `${DRAFT}.lock`]);
    await first.answer("3/3", 3);

    process.kill(pid, "SIGKILL");
    await first.exitCode();
    const third = new TerminalWindow(ASSESS, { folder });
    await third.atQuestion(3);
    expect(third.screen()).toMatch(new RegExp(`Lần chạy trước \\(tiến trình\\s+${pid}\\) đã chết`));
    third.type(":quit\r");
    expect(await third.exitCode()).toBe(0);
    expect(filesOf(path.dirname(draft))).toEqual([DRAFT]);
    rmSync(folder, { recursive: true });
  });
});
