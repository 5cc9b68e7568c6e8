import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../support/memory-host.ts";

// The built program as a process: pipes, devices, links and signals are the system's own. `npm test` builds it first.

const run = promisify(execFile);
const program = path.join(root, "bin", "model-ward.js");
const posix = process.platform !== "win32";
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "model-ward-"));
  const rows = Array.from(
    { length: 4000 },
    (_, index) => `${String(index).padStart(5, "0")},Xã ${index},2017,II,15,28.7,21.5,10,20,97.82`,
  );
  const head = "ward_code,ward_name,period,commune_class,tc1,tc2,tc3,tc4,tc5,satisfaction";
  writeFileSync(path.join(folder, "many.csv"), `${head}\n${rows.join("\n")}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const evaluate = ["evaluate", "many.csv", "--criteria", "vn/law-access@2017"];
const options = () => ({ cwd: folder, maxBuffer: 1 << 28, env: { ...process.env, LANG: "vi_VN.UTF-8" } });

/** Runs a line of the shell with `$MW` for the program. */
const shell = (line: string) =>
  run("sh", ["-c", line], { ...options(), env: { ...options().env, MW: `${process.execPath} ${program}` } });

describe("the built program", () => {
  test.runIf(posix)("a named pipe is opened once: who writes to it is not cut off", async () => {
    const input = new URL("../../dist/cli/host-input.js", import.meta.url).href;
    // Nobody writes to it yet, so that to open it would wait for ever.
    const asked = `mkfifo early; timeout 20 "$NODE" --input-type=module -e 'const { openInput } = await import("${input}"); console.log(openInput("early", ""))'`;
    const { stdout } = await run("sh", ["-c", asked], { cwd: folder, env: { ...process.env, NODE: process.execPath } });
    expect(stdout).toBe("undefined\n");
    const read = await shell(
      `mkfifo q; (cat many.csv > q; echo "ended $?" >&2) & $MW evaluate q --criteria vn/law-access@2017 --format csv -q`,
    );
    const whole = await shell("$MW evaluate many.csv --criteria vn/law-access@2017 --format csv -q");
    expect(read.stdout).toBe(whole.stdout);
    expect(read.stderr).toContain("ended 0");
  });

  test("Bàu Bàng comes out as published", async () => {
    const { stdout } = await run(
      process.execPath,
      [program, "evaluate", "examples/bau-bang/2017.csv", "--criteria", "vn/law-access@2017", "--format", "json"],
      { cwd: root },
    );
    expect(JSON.parse(stdout).wards.map(({ score }: { score: unknown }) => score)).toEqual([
      { low: 95.45, high: 95.45, of: 100 },
      { low: 95.2, high: 95.2, of: 100 },
    ]);
  });

  test("Điện Biên needs no flag: 2019 and 2020 are judged, 2018 is listed, what is lacking is named", async () => {
    const { stdout, stderr } = await run(process.execPath, [program, "evaluate", "examples/dien-bien/dien-bien.csv"], {
      cwd: root,
      env: options().env,
    });
    expect(stdout).toContain("Kỳ 2019, 2020");
    expect(stdout).toContain("Điện Biên kỳ 2018: trước khi bộ tiêu chí có hiệu lực");
    expect(stdout).toMatch(/Điện Biên\s+5\/8/);
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "cần để kết luận: Số hộ nghèo · Số hộ cận nghèo · Trường học kiểu mẫu",
    );
    expect(stderr).toContain("thanh-hoa/model-ward@2019");
  });

  test("the same run twice gives the same bytes, and 3 MB and more of JSON pass a pipe whole", async () => {
    const [one, two] = await Promise.all([
      run(process.execPath, [program, ...evaluate, "--format", "json"], options()),
      run(process.execPath, [program, ...evaluate, "--format", "json"], options()),
    ]);
    expect(one.stdout.length).toBeGreaterThan(3_000_000);
    expect(one.stdout).toBe(two.stdout);
    expect(JSON.parse(one.stdout).wards).toHaveLength(4000);
  });
});

test("reports that need a library of their own are made, and nothing is said", async () => {
  const outputs = ["made.xlsx", "made.docx", "made.html"];
  const call = [program, "evaluate", path.join(root, "examples/bau-bang/2017.csv"), "--criteria", "vn/law-access@2017"];
  const { stdout, stderr } = await run(process.execPath, [...call, "-q", ...outputs.flatMap((name) => ["-o", name])], {
    ...options(),
  });
  expect([stdout, stderr]).toEqual(["", ""]);
  for (const name of outputs) expect(statSync(path.join(folder, name)).size).toBeGreaterThan(5_000);
});

describe.runIf(posix)("the system around it", () => {
  test.skipIf(!posix)("a pipe or link in place of the base of an overlay is refused and never waited for", async () => {
    const overlay = "format: 1\nid: x/over\nversion: '2'\nextends: x/base@1\nprovenance: illustrative\n";
    const made = `printf "${overlay}" > over.yaml; mkfifo base@1.yaml; $MW criteria validate over.yaml; echo "code $?"`;
    const linked = `rm base@1.yaml; ln -s /dev/zero base@1.yaml; $MW criteria validate over.yaml; echo "code $?"; rm base@1.yaml`;
    for (const line of [made, linked]) {
      const { stdout, stderr } = await shell(line);
      expect(stdout).toBe("code 2\n");
      expect(stderr).toContain("overlay/link");
    }
  });

  test("| head -1 ends quietly", async () => {
    const { stdout, stderr } = await shell(
      `{ $MW ${evaluate.join(" ")} --format ndjson; echo "exit $?" >&2; } | head -1`,
    );
    expect([stdout.split("\n").length, stderr]).toEqual([2, "exit 0\n"]);
  });

  test("-o /dev/null leaves the device alone", async () => {
    await shell(`$MW ${evaluate.join(" ")} -o /dev/null`);
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  test("a full disk is exit 74, no stack trace", async () => {
    const { stdout } = await shell(`$MW ${evaluate.join(" ")} > /dev/full 2> err.txt; echo $?`);
    expect(stdout).toBe("74\n");
    expect(readFileSync(path.join(folder, "err.txt"), "utf8")).toMatch(/^stdout: lỗi output\/failed: .*ENOSPC.*\n$/);
  });

  test("a symbolic link is followed, also one that leads to nothing yet; it is no second target", async () => {
    symlinkSync("target.csv", path.join(folder, "link.csv"));
    await shell(`$MW ${evaluate.join(" ")} -o link.csv`);
    expect(
      readdirSync(folder, { withFileTypes: true })
        .find(({ name }) => name === "link.csv")
        ?.isSymbolicLink(),
    ).toBe(true);
    expect(readFileSync(path.join(folder, "target.csv"), "utf8")).toContain("00000,Xã 0");
    const { stdout } = await shell(`$MW ${evaluate.join(" ")} -o link.csv -o target.csv 2> /dev/null; echo $?`);
    expect(stdout).toBe("2\n");
  });

  test("a folder that cannot be written, or a folder in place of a file, is exit 74", async () => {
    const { stdout } = await shell(
      `mkdir -p d.json; $MW ${evaluate.join(" ")} -o d.json 2> /dev/null; echo $?; $MW ${evaluate.join(" ")} -o no/such/x.json 2> /dev/null; echo $?`,
    );
    expect(stdout).toBe("74\n74\n");
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s ends with %i and leaves neither a half nor a temporary file", async (signal, code) => {
    const child = spawn(
      "sh",
      [
        "-c",
        `trap : INT TERM; ${process.execPath} ${program} ${evaluate.join(" ")} -o big.ndjson & P=$!; until ls -a | grep -q tmp; do sleep 0.01; kill -0 $P 2>/dev/null || break; done; kill -${signal.slice(3)} $P; wait $P; echo $?`,
      ],
      { cwd: folder },
    );
    let stdout = "";
    for await (const chunk of child.stdout) stdout += String(chunk);
    const ended = Number(stdout.trim());
    // The run may have been quicker than the signal; then the file is whole.
    expect([code, 0]).toContain(ended);
    const left = readdirSync(folder);
    expect(left.filter((name) => name.includes(".tmp"))).toEqual([]);
    if (ended === code) expect(left).not.toContain("big.ndjson");
    rmSync(path.join(folder, "big.ndjson"), { force: true });
  });
});
