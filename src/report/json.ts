import type { Standard } from "../criteria/model.ts";
import { jsonText, plainJsonText } from "./json-text.ts";
import type { ResultHead } from "./report-writer.ts";
import { wardSaver } from "./saved.ts";
import { savedFrame, savedHead } from "./saved-frame.ts";
import type { RowFormat } from "./writers.ts";

/** One JSON document: the frame, with the wards where the shape has them, one a line. */
export function jsonRows(standard: Standard, head: ResultHead, top: number | undefined): RowFormat {
  const save = wardSaver(standard);
  let separator = "\n";
  return {
    first: `${jsonText(savedHead(standard, head, top)).slice(0, -1)},\n"wards":[`,
    line: (ward) => {
      const line = `${separator}${plainJsonText(save(ward))}`;
      separator = ",\n";
      return line;
    },
    last: (result) => {
      const {
        $schema,
        schema_version,
        tool,
        generated_at,
        standard: _,
        options,
        ...after
      } = savedFrame(standard, result, top);
      return `\n],\n${jsonText(after).slice(1)}\n`;
    },
  };
}

/** One `{"type":"ward",…}` a line, then one `{"type":"summary",…}` with everything else. */
export function ndjsonRows(standard: Standard, top: number | undefined): RowFormat {
  const save = wardSaver(standard);
  return {
    first: "",
    line: (ward) => `${plainJsonText({ type: "ward", ...save(ward) })}\n`,
    last: (result) => `${jsonText({ type: "summary", ...savedFrame(standard, result, top) })}\n`,
  };
}
