import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { BARE, PROGRAM, runCommand, temporaryFolders, until } from "./support/program.ts";
import { PseudoTerminal } from "./support/pseudo-terminal.ts";

// A file that takes a while: it is ended in the middle, and it tells how far it has come.

const newFolder = temporaryFolders();
/** Enough for a signal to come in the middle. */
const MANY = 600_000;
/** Enough to take a second and more, when every ward is told whole. */
const SOME = 40_000;
const HEAD = "ward_code,ward_name,period,commune_class,tc1,tc2,tc3,tc4,tc5,satisfaction\n";

/** A folder with a file of so many rows, all of them plain. */
function folderWithWards(count: number): string {
  const folder = newFolder();
  const rows = Array.from(
    { length: count },
    (_, row) =>
      `${String(row % 100_000).padStart(5, "0")},Xã ${row % 100_000},${2017 + Math.floor(row / 100_000)},II,15,28.7,21.5,${row % 10},20,97.82\n`,
  );
  writeFileSync(path.join(folder, "wards.csv"), HEAD + rows.join(""));
  return folder;
}

const EVALUATE = ["evaluate", "wards.csv", "--criteria", "vn/law-access@2017"];
const temporaryIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith(".tmp"));

test.each([
  ["SIGTERM", "csv"],
  ["SIGINT", "csv"],
  ["SIGTERM", "ndjson"],
] as const)("%s in the middle leaves no part of a %s file, and the old one as it was", async (signal, extension) => {
  const folder = folderWithWards(MANY);
  const output = `result.${extension}`;
  writeFileSync(path.join(folder, output), "old");
  const [command = "", ...args] = PROGRAM;
  const child = spawn(command, [...args, ...EVALUATE, "-o", output], { cwd: folder, env: BARE, stdio: "ignore" });
  const ended = new Promise<unknown>((resolve) => child.on("exit", (code, by) => resolve(by ?? code)));
  const isWriting = () => {
    const [temporary] = temporaryIn(folder);
    return temporary !== undefined && statSync(path.join(folder, temporary)).size > 1_000_000;
  };
  await until(isWriting, () => "a megabyte of the output");
  child.kill(signal);
  expect(await ended).toBe(signal);
  expect(temporaryIn(folder)).toEqual([]);
  expect(statSync(path.join(folder, output)).size).toBe("old".length);
});

test("on a terminal, rows, megabytes and the time that is left are told, and taken away; elsewhere nothing is", async () => {
  const folder = folderWithWards(SOME);
  const terminal = new PseudoTerminal([...EVALUATE, "--lang", "en", "-o", "result.ndjson"], { folder });
  expect(await terminal.ended).toBe(0);
  const written = terminal.output();
  const told = [...written.matchAll(/([\d,]+) rows · (\d+)\/(\d+) MB · about (\d+) s left/g)];
  expect(told.length).toBeGreaterThan(0);
  const rows = told.map(([, count = ""]) => Number(count.replaceAll(",", "")));
  expect(rows).toEqual(rows.toSorted((a, b) => a - b));
  expect(rows.at(-1)).toBeLessThanOrEqual(SOME);
  expect(told.every(([, , read, all]) => Number(read) <= Number(all))).toBe(true);
  // What stands last on the line is taken away before anything else is written.
  expect(written.endsWith("s left\r\u001b[K")).toBe(true);
  const { code, stdout, stderr } = await runCommand([...PROGRAM, ...EVALUATE, "-o", "piped.csv"], folder);
  expect([code, stdout, stderr]).toEqual([0, "", ""]);
  expect(existsSync(path.join(folder, "piped.csv"))).toBe(true);
});
