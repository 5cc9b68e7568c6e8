import path from "node:path";
import type { Standard } from "../../criteria/model.ts";
import { type Draft, draftLine, readDraft } from "../../intake/draft.ts";
import { DRAFT_VERSION, type DraftHead, type LinkedEntry } from "../../intake/draft-lines.ts";
import type { Journal, NewEntry } from "../../interview/terminal.ts";
import { problem } from "../../problem.ts";
import { Failure } from "../failure.ts";
import type { Host } from "../host-interface.ts";
import { errorDetail, readFile, shownName } from "../read.ts";

const MOST_DRAFT = 64 * 1024 * 1024;
const VERSIONED = /(?:\.v(\d+))?\.jsonl$/;

/** Whose assessment it is. */
export interface Whose {
  readonly ward: string;
  readonly name: string;
  readonly period: string;
}

/** The name of a draft's file: period, code and standard. */
export const draftName = (ward: string, period: string, { id, version }: Pick<Standard, "id" | "version">): string =>
  `${period}-${ward}-${`${id}@${version}`.replaceAll("/", "-")}.jsonl`;

/** A time of a draft for people, to the minute. */
export const shownTime = (at: string): string => `${at.slice(0, 16).replace("T", " ")} UTC`;

/** The name of the version after a finalised one. */
export const nextVersion = (file: string): string =>
  file.replace(VERSIONED, (_, version: string | undefined) => `.v${Number(version ?? 1) + 1}.jsonl`);

/** The newest version of a draft in a folder; undefined when there is none. */
export async function newestVersion(host: Host, folder: string, name: string): Promise<string | undefined> {
  const stem = name.replace(VERSIONED, "");
  const versionOf = (file: string) => Number(VERSIONED.exec(file)?.[1] ?? 1);
  const files = (await host.listFiles(folder)).filter(
    (file) => VERSIONED.test(file) && file.replace(VERSIONED, "") === stem,
  );
  const newest = files.toSorted((a, b) => versionOf(b) - versionOf(a))[0];
  return newest === undefined ? undefined : path.join(folder, newest);
}

/** A draft read from its file. @throws Failure when it was changed by hand or is none */
export async function readDraftFile(host: Host, file: string): Promise<{ draft: Draft; bytes: Uint8Array }> {
  const bytes = await readFile(host, file, MOST_DRAFT);
  const { draft, problem: fault } = readDraft(shownName(file), bytes, host.sha256);
  if (fault !== undefined) throw new Failure({ refused: true }, [fault]);
  return { draft, bytes };
}

/** A draft held in memory, with its lines on the disk as far as `save` puts them there. */
export class DraftJournal implements Journal {
  readonly #host: Host;
  readonly #file: string;
  #bytes: Uint8Array;
  #draft: Draft;
  /** are entries written at once? before, they are only gathered */
  #isOnDisk = false;

  /** @param bytes the draft's lines; what follows the last line end is left out */
  constructor(host: Host, file: string, bytes: Uint8Array) {
    this.#host = host;
    this.#file = file;
    const { draft, problem: fault } = readDraft(shownName(file), bytes, host.sha256);
    if (fault !== undefined) throw new Failure({ refused: true }, [fault]);
    this.#draft = draft;
    this.#bytes = bytes.subarray(0, draft.length);
  }

  /** A new draft, in memory only. */
  static begin(
    host: Host,
    file: string,
    whose: Whose,
    about: Pick<DraftHead, "standard" | "questions" | "corrects">,
  ): DraftJournal {
    const at = host.now().toISOString();
    const head: DraftHead = { do: "begin", model_ward_draft: DRAFT_VERSION, at, ...whose, ...about };
    return new DraftJournal(host, file, new TextEncoder().encode(`${draftLine(head, host.sha256)}\n`));
  }

  get draft(): Draft {
    return this.#draft;
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  get name(): string {
    return this.#file;
  }

  /**
   * Puts what was gathered on the disk; from now on every entry goes there at once.
   * @param existing the lines that are there already, and the length of the file; none: it is a new one
   */
  async save(existing: { readonly lines: number; readonly size: number } | undefined): Promise<void> {
    const { drafts } = this.#host;
    await this.#written(async () => {
      if (existing !== undefined) {
        const rest = new TextDecoder().decode(this.#bytes.subarray(existing.lines));
        await drafts.append(this.#file, rest, existing.lines, existing.size);
      } else if (!(await drafts.create(this.#file, new TextDecoder().decode(this.#bytes))))
        throw Object.assign(new Error("EEXIST"), { code: "EEXIST", syscall: "open" });
    });
    this.#isOnDisk = true;
  }

  async add(entry: NewEntry): Promise<void> {
    const linked = { ...entry, at: this.#host.now().toISOString(), previous: this.#draft.chain } as LinkedEntry;
    const text = `${draftLine(linked, this.#host.sha256)}\n`;
    if (this.#isOnDisk)
      await this.#written(() => this.#host.drafts.append(this.#file, text, this.#bytes.length, this.#bytes.length));
    const line = new TextEncoder().encode(text);
    const whole = new Uint8Array(this.#bytes.length + line.length);
    whole.set(this.#bytes);
    whole.set(line, this.#bytes.length);
    this.#bytes = whole;
    const { draft } = readDraft(this.#file, whole, this.#host.sha256);
    if (draft === undefined) throw new Error(`the draft cannot be read back: ${this.#file}`);
    this.#draft = draft;
  }

  async #written(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      const detail = errorDetail(error);
      const code = detail === "ESTALE" ? "draft/written-meanwhile" : "draft/not-saved";
      throw new Failure({ output: true }, [problem(code, { detail }, { file: shownName(this.#file) })]);
    }
  }
}
