import type { Standard } from "../criteria/model.ts";
import type { DecisionFile } from "../decisions/decision.ts";
import { parseDecisions } from "../decisions/parse.ts";
import { hasErrors } from "../problem.ts";
import { Failure } from "./failure.ts";
import type { Host } from "./host-interface.ts";
import { readYaml, shownName } from "./read.ts";

/** Reads the file that `--decisions` names; any fault in it ends the run before anything is judged. */
export async function readDecisions(host: Host, file: string, { period }: Standard): Promise<DecisionFile> {
  const name = shownName(file);
  const { text, problem: fault } = await readYaml(host, file, name);
  if (fault !== undefined) throw new Failure({ usage: true }, [fault]);
  const { decisions, problems } = parseDecisions(name, text, period);
  if (hasErrors(problems)) throw new Failure({ usage: true }, problems);
  return { name, sha256: host.sha256(text), text, decisions };
}
