import iconv from "iconv-lite";
import { type Position, type Problem, problem } from "../problem.ts";
import { convertTcvn3, type Legacy, type Recognised, recogniseLegacy } from "./legacy-text.ts";
import type { EncodingToName } from "./options.ts";

/** The text of a file and the encoding it was read with, with warnings; or why it cannot be read as text. */
export type Decoded =
  | {
      readonly text: string;
      readonly encoding: string;
      readonly problems: readonly Problem[];
      readonly problem?: never;
    }
  | { readonly problem: Problem; readonly text?: never };

const LOOK_AT = 65_536;
const ENDS: readonly string[] = ["\r", "\n", "\u001a"];
const HTML = /^\s*<(?:!doctype|html|head|meta|table|style|\?xml)/i;
const UTF16 = { "utf-16le": [0xff, 0xfe], "utf-16be": [0xfe, 0xff] } as const;
type Utf16 = keyof typeof UTF16;

const LEGACY_PROBLEMS = {
  tcvn3: "data/legacy-tcvn3",
  vni: "data/legacy-vni",
  "utf8-as-1252": "data/mojibake",
  "1258-as-1252": "data/mojibake-1258",
} as const satisfies Readonly<Record<Legacy, string>>;

/** The refusal of text that was typed in an old font, or broken by a wrong encoding. */
export const legacyProblem = ({ kind, example }: Recognised, at: Position): Problem =>
  problem(LEGACY_PROBLEMS[kind], { seen: example }, at);

/**
 * Decodes the bytes of a ward file: strict UTF-8 or UTF-16. Among 8-bit encodings nothing is guessed: they are refused
 * unless `asked` names one, and text in old fonts or broken by a wrong encoding is refused with its own reason.
 */
export function decode(file: string, bytes: Uint8Array, asked: EncodingToName | undefined): Decoded {
  const refused = signatureProblem(file, bytes);
  if (refused !== undefined) return { problem: refused };
  const read = unicodeText(file, bytes) ?? namedEncoding(file, bytes, asked);
  if (read.problem !== undefined) return read;
  const text = trimmed(read.text);
  if (text.trim() === "") return { problem: problem("data/empty", {}, { file }) };
  if (HTML.test(text.slice(0, LOOK_AT))) return { problem: problem("data/is-html", {}, { file }) };
  if (text.includes("\u0000"))
    return { problem: problem("data/nul-bytes", { offset: text.indexOf("\u0000") }, { file }) };
  const legacy = recogniseLegacy(text);
  if (legacy?.kind === "tcvn3" && asked === "tcvn3") return { ...read, text: convertTcvn3(text), encoding: "tcvn3" };
  if (legacy !== undefined) return { problem: legacyProblem(legacy, { file }) };
  const lost = text.includes("\ufffd")
    ? [problem("data/lost-letters", { seen: around(text, "\ufffd") }, { file })]
    : [];
  return { ...read, text, problems: [...read.problems, ...lost] };
}

/** Without byte order marks, and without the blank lines and the mark of old systems at the end. */
function trimmed(text: string): string {
  let end = text.length;
  while (end > 0 && ENDS.includes(text[end - 1] ?? "")) end--;
  const lineEnd = ["\r\n", "\r", "\n"].find((mark) => text.startsWith(mark, end)) ?? "";
  return (text.slice(0, end) + lineEnd).replace(/^\ufeff+/, "");
}

/** Some letters on both sides of a sign, for a message. */
function around(text: string, sign: string): string {
  const place = text.indexOf(sign);
  return text.slice(Math.max(0, place - 10), place + 10).replace(/\s+/g, " ");
}

/** What the first bytes give away, whatever the file's name. */
function signatureProblem(file: string, bytes: Uint8Array): Problem | undefined {
  const begins = (...signature: readonly number[]) => signature.every((byte, place) => bytes[place] === byte);
  if (bytes.length === 0) return problem("data/empty", {}, { file });
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return problem("data/is-xls", {}, { file });
  return undefined;
}

/** UTF-16 by its mark or by the pattern of its zero bytes, or UTF-8; undefined when it is neither. */
function unicodeText(file: string, bytes: Uint8Array): Decoded | undefined {
  const marked = (Object.keys(UTF16) as Utf16[]).find((name) =>
    UTF16[name].every((byte, place) => bytes[place] === byte),
  );
  const encoding = marked ?? utf16ByZeros(bytes);
  if (encoding !== undefined) {
    const problems =
      marked === undefined ? [problem("data/utf16-unmarked", { encoding: encoding.toUpperCase() }, { file })] : [];
    return strictly(bytes, encoding, problems) ?? { problem: problem("data/undecodable", { encoding }, { file }) };
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0) return { problem: problem("data/nul-bytes", { offset: zero }, { file }) };
  return strictly(bytes, "utf-8", []);
}

function strictly(bytes: Uint8Array, encoding: string, problems: readonly Problem[]): Decoded | undefined {
  try {
    return { text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes), encoding, problems };
  } catch {
    return undefined;
  }
}

/** In UTF-16, digits, marks and most letters have a zero byte on one side, and hardly any on the other. */
function utf16ByZeros(bytes: Uint8Array): Utf16 | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const looked = bytes.subarray(0, LOOK_AT);
  const zeros = [0, 0];
  for (const [place, byte] of looked.entries()) if (byte === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = looked.length / 8;
  if (odd >= many && even * 20 <= odd) return "utf-16le";
  return even >= many && odd * 20 <= even ? "utf-16be" : undefined;
}

function namedEncoding(file: string, bytes: Uint8Array, asked: EncodingToName | undefined): Decoded {
  // Old fonts lie on the letters of Windows-1252: read so, their text shows what it is.
  const western = iconv.decode(bytes, "win1252");
  const legacy = recogniseLegacy(western);
  if (legacy?.kind === "vni" || (legacy?.kind === "tcvn3" && asked !== "tcvn3"))
    return { problem: legacyProblem(legacy, { file }) };
  if (asked === undefined) return { problem: problem("data/not-utf8", {}, { file, line: lineOfFault(bytes) }) };
  const text = iconv.decode(bytes, asked === "tcvn3" ? "tcvn" : "win1258").normalize("NFC");
  if (text.includes("\ufffd")) return { problem: problem("data/undecodable", { encoding: asked }, { file }) };
  return { text, encoding: asked, problems: [] };
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
