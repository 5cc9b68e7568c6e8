import { type Problem, problem } from "../problem.ts";

/** The text of an input file, or why it cannot be read as text. */
export type Decoded =
  | { readonly text: string; readonly problem?: never }
  | { readonly problem: Problem; readonly text?: never };

/** Decodes strict UTF-8, with or without a byte order mark. Other encodings are refused and never guessed at. */
export function decode(file: string, bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { problem: problem("data/empty", {}, { file }) };
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3)
    return { problem: problem("data/is-xlsx", {}, { file }) };
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11)
    return { problem: problem("data/is-xls", {}, { file }) };
  const nul = bytes.indexOf(0);
  if (nul >= 0) return { problem: problem("data/nul-bytes", { offset: nul }, { file }) };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.trim() === "" ? { problem: problem("data/empty", {}, { file }) } : { text };
  } catch {
    return { problem: problem("data/not-utf8", {}, { file, line: lineOfFault(bytes) }) };
  }
}

/** The line of the first byte that is not UTF-8: the decoder does not say, so lines are tried one after another. */
function lineOfFault(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start);
    const stop = end < 0 ? bytes.length : end + 1;
    try {
      decoder.decode(bytes.subarray(start, stop));
    } catch {
      return line;
    }
    start = stop;
  }
  return line;
}
