import { firstStandard } from "../../template/first-standard.ts";
import { checkOutputs, writeFile, writeStandardOutput } from "../output.ts";
import type { Action } from "../perform.ts";

/** `criteria init`: a first criteria file with comments, valid as it is, to be changed part by part. */
export const criteriaInit: Action = async (console, _names, options) => {
  const output = options["output"] as string | undefined;
  const pieces = [firstStandard(console.language)];
  if (output === undefined) {
    await writeStandardOutput(console.host, pieces, console.language);
    return {};
  }
  await checkOutputs(console.host, [output], [], console.language);
  await writeFile(console.host, output, pieces, console.language);
  return {};
};
