import type { Standard } from "../criteria/model.ts";
import type { WaiverFile } from "../engine/result.ts";
import { hasErrors } from "../problem.ts";
import { parseWaivers } from "../waivers/parse.ts";
import { Failure } from "./failure.ts";
import type { Host } from "./host-interface.ts";
import { readYaml, shownName } from "./read.ts";

/** Reads the file that `--waivers` names; any fault in it ends the run before anything is judged. */
export async function readWaivers(host: Host, file: string, standard: Standard): Promise<WaiverFile> {
  const name = shownName(file);
  const { text, problem: fault } = await readYaml(host, file, name);
  if (fault !== undefined) throw new Failure({ usage: true }, [fault]);
  const { waivers, text: read, problems } = parseWaivers(name, text, standard);
  if (hasErrors(problems)) throw new Failure({ usage: true }, problems);
  return { name, sha256: host.sha256(read), text: read, waivers };
}
