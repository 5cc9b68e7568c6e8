import path from "node:path";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { ASSESS, DRAFT } from "./support/law-access.ts";
import { figuresOf, temporaryFolders } from "./support/program.ts";
import { PseudoTerminal } from "./support/pseudo-terminal.ts";
import { TerminalWindow } from "./support/terminal.ts";

// What the screen looks like: narrow, without colours, and for programs that read it aloud.

const newFolder = temporaryFolders();

/** The words of a screen in order, whatever lines they stand on. */
const wordsOf = (screen: string): string[] => screen.split(/\s+/).filter((word) => word !== "");

const tooWide = (screen: string, columns: number): string[] =>
  screen.split("\n").filter((line) => stringWidth(line) > columns);

test("a terminal that says it has no columns is taken for one of the usual size", async () => {
  const file = path.resolve("examples", "bau-bang", "2017.csv");
  const argv = ["evaluate", file, "--criteria", "vn/law-access@2017", "--no-color"];
  const terminal = new PseudoTerminal(argv, { folder: newFolder(), columns: 0 });
  expect(await terminal.ended).toBe(0);
  expect(terminal.output()).toContain("Xã, phường, thị trấn đạt chuẩn tiếp cận pháp luật (2017) – chỉ tính điểm\r\n");
});

describe("a narrow terminal", () => {
  const walk = async (columns: number): Promise<string> => {
    const window = new TerminalWindow(ASSESS, { folder: newFolder(), columns });
    await window.atQuestion(1);
    await window.answer("5/5", 2);
    await window.answer("3/3", 3);
    window.type(":why\r");
    await window.waitFor(/căn cứ[\s\S]*Câu 3\/23[\s\S]*:$/);
    window.type(":list\r");
    await window.waitFor(/Xem lại: 14797, kỳ 2026[\s\S]*Câu 3\/23[\s\S]*:$/);
    window.type(":help\r");
    await window.waitFor(/:quit +dừng[\s\S]*:help +các\s+lệnh\s+này[\s\S]*Câu 3\/23[\s\S]*:$/);
    window.press(0x03);
    await window.exitCode();
    return await window.waitFor(/--period\s+2026$/);
  };

  test("of 60 columns holds every word that one of 200 holds, and no line is longer", async () => {
    const [wide, narrow] = await Promise.all([walk(200), walk(60)]);
    expect(wordsOf(narrow)).toEqual(wordsOf(wide));
    // The command to go on with is never broken, so that it can be copied.
    expect(tooWide(narrow, 60).filter((line) => !line.includes("model-ward assess"))).toEqual([]);
  });

  test("may become narrow in the middle of an answer", async () => {
    const folder = newFolder();
    const window = new TerminalWindow(ASSESS, { folder, columns: 100 });
    await window.atQuestion(1);
    await window.answer("5/5", 2);
    window.type("3/");
    await window.waitFor(/Số đạt: 3\/$/);
    window.resize(60, 30);
    window.type("4");
    await window.waitFor(/Số đạt: 3\/4$/);
    window.type("\r");
    const screen = await window.atQuestion(3);
    const after = screen.slice(screen.lastIndexOf("✓"));
    expect(tooWide(after, 60)).toEqual([]);
    expect(after).toContain("Dự thảo văn bản được lấy ý kiến: 3/4");
    window.press(0x03);
    expect(await window.exitCode()).toBe(130);
    expect(figuresOf(path.join(folder, "drafts", DRAFT)).get("drafts_consulted")).toBe("3/4");
  });
});

/** Codes that move the cursor or clear, and codes for colours. */
const ESCAPE = "\u001B\\[";
const MOVES = new RegExp(`${ESCAPE}[\\d;?]*[A-HJKSTfhlsu]`, "g");
const COLOURS = new RegExp(`${ESCAPE}(?:\\d+;)*(?:3|4|9|10)[0-7](?:;\\d+)*m`, "g");

async function rawOf(flags: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> {
  const folder = newFolder();
  const terminal = new PseudoTerminal([...ASSESS, ...flags], { folder, environment });
  await terminal.waitFor(/Câu 1\/23[\s\S]*Số đạt:/);
  terminal.type("5/5\r");
  await terminal.waitFor(/Câu 2\/23[\s\S]*Số đạt:/);
  terminal.type("không phải số\r");
  await terminal.waitFor("✗");
  terminal.type("3/3\r");
  await terminal.waitFor(/Câu 3\/23[\s\S]*Số đạt:/);
  terminal.type("\u0003");
  expect(await terminal.ended).toBe(130);
  expect(figuresOf(path.join(folder, "drafts", DRAFT)).size).toBe(2);
  return terminal.output();
}

describe("bytes", () => {
  test("colours are used where they are wanted, and not under NO_COLOR", async () => {
    const [coloured, bare] = await Promise.all([rawOf([], {}), rawOf([], { NO_COLOR: "1" })]);
    expect(coloured.match(COLOURS)).not.toBeNull();
    expect(bare.match(COLOURS) ?? []).toEqual([]);
  });

  test.each([
    ["--plain", ["--plain"], {}],
    ["TERM=dumb", [], { TERM: "dumb" }],
  ] as const)("%s draws nothing: only the line that is typed is edited", async (_, flags, environment) => {
    const output = await rawOf(flags, environment);
    // To the beginning of the typed line, clearing what follows, and behind the prompt: no line above is touched.
    const moves = new Set(output.match(MOVES) ?? []);
    expect([...moves].filter((code) => !/^(?:0?J|0?K|\d+G)$/.test(code.slice(2)))).toEqual([]);
    expect(output.match(COLOURS) ?? []).toEqual([]);
  });
});
