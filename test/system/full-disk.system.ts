import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { ASSESS, DRAFT } from "./support/law-access.ts";
import { figuresOf, filesOf, modelWard, STACK_TRACE, temporaryFolders } from "./support/program.ts";
import { PseudoTerminal } from "./support/pseudo-terminal.ts";

// Disks that are full or may not be written to, and drafts that were changed by something else.

/** Named here, so that knip does not take them for programs that npm should install. */
const [MOUNT, UNMOUNT] = ["mount", "umount"] as const;

const newFolder = temporaryFolders();

/** A small disk of its own; undefined where mounting is not permitted. */
function smallDisk(kilobytes: number): string | undefined {
  const disk = newFolder();
  try {
    execFileSync(MOUNT, ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", disk], { stdio: "pipe" });
  } catch (error) {
    console.warn(`SKIPPED, no disk can be mounted here: ${String(error).split("\n").at(-1)}`);
    return undefined;
  }
  onTestFinished(() => {
    execFileSync(UNMOUNT, [disk]);
  });
  return disk;
}

/** Takes all the space of a disk but some of its blocks. */
function fill(disk: string, leave: number): string {
  const { bavail, bsize } = statfsSync(disk);
  const ballast = path.join(disk, "ballast");
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail - leave) * bsize, 1));
  return ballast;
}

const onDisk = (disk: string): string[] => [...ASSESS, "--plain", "--drafts", path.join(disk, "drafts")];

test("a disk that becomes full: the message says so, exit 74, no confirmed answer is lost, and it goes on later", async (context) => {
  const disk = smallDisk(64);
  if (disk === undefined) return context.skip("mounting is not permitted here");
  const folder = newFolder();
  const draft = path.join(disk, "drafts", DRAFT);
  const terminal = new PseudoTerminal(onDisk(disk), { folder });
  await terminal.waitFor(/Câu 1\/23[\s\S]*:/);
  const ballast = fill(disk, 1);
  // Answers until there is no room for another.
  terminal.type(Array.from({ length: 80 }, (_, count) => `:goto 11\r${count}\r`).join(""));
  const code = await terminal.ended;
  const output = terminal.output();
  expect(code, output).toBe(74);
  expect(output).toContain("draft/not-saved");
  expect(output).toContain("ENOSPC");
  expect(output).not.toMatch(STACK_TRACE);
  const confirmed = [...output.matchAll(/✓ Hoạt động chuyển đổi số[^\n]*: (\d+)\r*\n/g)].map(([, figure]) => figure);
  expect(confirmed.length).toBeGreaterThan(5);
  expect(figuresOf(draft).get("digital_activities")).toBe(confirmed.at(-1));
  expect(readFileSync(draft, "utf8").endsWith("\n")).toBe(true);
  expect(filesOf(path.join(disk, "drafts"))).toEqual([DRAFT]);
  expect((await modelWard(folder, ["assess", "--check", draft])).code).toBe(0);

  rmSync(ballast);
  const again = new PseudoTerminal(onDisk(disk), { folder });
  await again.waitFor(/Làm tiếp bản nháp[\s\S]*Câu 1\/23[\s\S]*:/);
  again.type("5/5\r");
  await again.waitFor(/✓ Văn bản pháp luật[^\n]*: 5\/5/);
  again.type(":quit\r");
  expect(await again.ended).toBe(0);
  expect(figuresOf(draft).get("documents_on_time")).toBe("5/5");
});

test("a disk that is full from the start: exit 74, and no draft, lock or rest of either is left", async (context) => {
  const disk = smallDisk(64);
  if (disk === undefined) return context.skip("mounting is not permitted here");
  fill(disk, 0);
  const terminal = new PseudoTerminal(onDisk(disk), { folder: newFolder() });
  expect(await terminal.ended, terminal.output()).toBe(74);
  expect(terminal.output()).toContain("draft/cannot-open");
  expect(terminal.output()).not.toMatch(STACK_TRACE);
  expect(filesOf(path.join(disk, "drafts"))).toEqual([]);
});

test("a folder that may only be read: exit 74, and nothing is created", async (context) => {
  const disk = smallDisk(64);
  if (disk === undefined) return context.skip("mounting is not permitted here");
  mkdirSync(path.join(disk, "drafts"));
  execFileSync(MOUNT, ["-o", "remount,ro", disk]);
  const terminal = new PseudoTerminal(onDisk(disk), { folder: newFolder() });
  expect(await terminal.ended, terminal.output()).toBe(74);
  expect(terminal.output()).toMatch(/draft\/cannot-open[\s\S]*EROFS/);
  expect(terminal.output()).not.toMatch(STACK_TRACE);
  // Where even the folder of drafts would have to be made.
  const other = new PseudoTerminal([...ASSESS, "--drafts", path.join(disk, "others")], { folder: newFolder() });
  expect(await other.ended, other.output()).toBe(74);
  expect(other.output()).toContain("draft/cannot-open");
  expect(filesOf(disk)).toEqual(["drafts"]);
  expect(filesOf(path.join(disk, "drafts"))).toEqual([]);
});

describe("a draft that something else has changed", () => {
  async function draftOfThree(): Promise<{ folder: string; draft: string }> {
    const folder = newFolder();
    const terminal = new PseudoTerminal([...ASSESS, "--plain"], { folder });
    await terminal.waitFor(/Câu 1\/23[\s\S]*:/);
    terminal.type("5/5\r3/3\r6/6\r");
    await terminal.waitFor(/Câu 4\/23[\s\S]*:/);
    terminal.type("\u0003");
    expect(await terminal.ended).toBe(130);
    return { folder, draft: path.join(folder, "drafts", DRAFT) };
  }

  test("by hand: refused with the line, and left as it is", async () => {
    const { folder, draft } = await draftOfThree();
    const edited = readFileSync(draft, "utf8").replace(`"text":"3/3"`, `"text":"2/3"`);
    writeFileSync(draft, edited);
    const terminal = new PseudoTerminal([...ASSESS, "--plain"], { folder });
    expect(await terminal.ended).toBe(3);
    // Line 1 is the head, so the second answer is line 3.
    expect(terminal.output()).toMatch(/@2025\.jsonl:3: lỗi draft\/line-changed/);
    expect(terminal.output()).not.toMatch(STACK_TRACE);
    expect(readFileSync(draft, "utf8")).toBe(edited);
    expect(filesOf(path.dirname(draft))).toEqual([DRAFT]);
    expect((await modelWard(folder, ["assess", "--check", draft])).code).toBe(3);
    expect((await modelWard(folder, ["evaluate", draft, "--criteria", "vn/law-access@2025"])).code).toBe(3);
  });

  test("by a power cut: it opens, says so, and asks the last question again", async () => {
    const { folder, draft } = await draftOfThree();
    const whole = readFileSync(draft);
    writeFileSync(draft, whole.subarray(0, whole.length - 20));
    const terminal = new PseudoTerminal([...ASSESS, "--plain"], { folder });
    const output = await terminal.waitFor(/Câu 3\/23[\s\S]*:/);
    expect(output).toContain("Dòng cuối bị cắt dở");
    terminal.type("6/6\r");
    await terminal.waitFor(/Câu 4\/23[\s\S]*:/);
    terminal.type(":quit\r");
    expect(await terminal.ended).toBe(0);
    expect([...figuresOf(draft).values()]).toEqual(["5/5", "3/3", "6/6"]);
    expect((await modelWard(folder, ["assess", "--check", draft])).code).toBe(0);
  });

  test("by something that wrote a line of its own: refused with the line", async () => {
    const { folder, draft } = await draftOfThree();
    appendFileSync(draft, "xin chào\n");
    const terminal = new PseudoTerminal([...ASSESS, "--plain"], { folder });
    expect(await terminal.ended).toBe(3);
    expect(terminal.output()).toMatch(/:5[^\n]*draft\/not-a-line|draft\/not-a-line[^\n]*5/);
  });
});
