import type { Standard } from "../criteria/model.ts";
import type { Result, WardResult } from "../engine/result.ts";
import { jsonText } from "./json-text.ts";
import { wardSaver } from "./saved.ts";
import { savedFrame } from "./saved-frame.ts";

/** One JSON document: the frame, with the wards where the shape has them, one a line. */
export function* jsonChunks(
  standard: Standard,
  result: Result,
  wards: Iterable<WardResult>,
  top: number | undefined,
): Generator<string> {
  const {
    $schema,
    schema_version,
    tool,
    generated_at,
    standard: about,
    options,
    ...after
  } = savedFrame(standard, result, top);
  const before = { $schema, schema_version, tool, generated_at, standard: about, options };
  const save = wardSaver(standard);
  yield `${jsonText(before).slice(0, -1)},\n"wards":[`;
  let separator = "\n";
  for (const ward of wards) {
    yield `${separator}${jsonText(save(ward))}`;
    separator = ",\n";
  }
  yield `\n],\n${jsonText(after).slice(1)}\n`;
}

/** One `{"type":"ward",…}` a line, then one `{"type":"summary",…}` with everything else. */
export function* ndjsonChunks(
  standard: Standard,
  result: Result,
  wards: Iterable<WardResult>,
  top: number | undefined,
): Generator<string> {
  const save = wardSaver(standard);
  for (const ward of wards) yield `${jsonText({ type: "ward", ...save(ward) })}\n`;
  yield `${jsonText({ type: "summary", ...savedFrame(standard, result, top) })}\n`;
}
