import path from "node:path";
import { evidenceFlags } from "../../interview/evidence.ts";
import { say } from "../../messages/say.ts";
import type { Console } from "../console.ts";
import type { Ending } from "../exit-code.ts";
import { writeStandardOutput } from "../output.ts";
import { NO_FILES, namedStandard } from "../standards.ts";
import { readDraftFile, shownTime } from "./draft-journal.ts";
import { evidenceStore } from "./evidence-store.ts";

/** `assess --check FILE`: are its lines as they were written, and its evidence as it was attached? */
export async function checkDraft(console: Console, file: string, criteria: string | undefined): Promise<Ending> {
  const { host, language } = console;
  const { draft } = await readDraftFile(host, file);
  const named = criteria ?? `${draft.standard.id}@${draft.standard.version}`;
  const { standard } = await namedStandard(host, named, NO_FILES);
  const flags = await evidenceFlags(draft, standard.period, evidenceStore(host, path.dirname(file)));
  const count = [...draft.evidence.values()].reduce((sum, papers) => sum + papers.length, 0);
  const final =
    draft.finalised === undefined
      ? say(language, "assess/check-open")
      : say(language, "assess/check-final", { at: shownTime(draft.finalised.at) });
  const lines = [
    say(language, "assess/check-chain", { lines: draft.lines }),
    final,
    say(language, "assess/check-evidence", { count, flags: flags.length }),
    ...flags.map(({ item, title, why }) => `! ${say(language, `assess/flag-${why}`, { item, title })}`),
  ];
  await writeStandardOutput(
    host,
    lines.map((line) => `${line}\n`),
    language,
  );
  return { failed: flags.some(({ why }) => why !== "outside") };
}
