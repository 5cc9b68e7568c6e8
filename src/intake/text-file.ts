import type { Problem } from "../problem.ts";
import { type Delimiter, firstRecords, type Records, splitRecords } from "./csv.ts";
import { type Decoded, decode } from "./decode.ts";
import type { EncodingToName } from "./options.ts";
import type { WardFile } from "./sheet.ts";

/** Excel takes this first line as an order and does not show it. */
const SEPARATOR_LINE = /^"?sep=.?"?(?:\r\n|\n|\r)/i;
export const isSeparatorLine = (line: string): boolean => SEPARATOR_LINE.test(line);

/** A decoded file and what it is cut into; each is made when it is first asked for. */
export class TextFile {
  readonly text: string;
  readonly encoding: string;
  readonly problems: readonly Problem[];
  readonly #name: string;
  readonly #first = new Map<Delimiter, string[][]>();
  #split: { readonly by: Delimiter; readonly above: number; readonly records: Records } | undefined;

  constructor(name: string, { text, encoding, problems }: Extract<Decoded, { readonly text: string }>) {
    this.#name = name;
    this.text = text.replace(SEPARATOR_LINE, "");
    this.encoding = encoding;
    this.problems = problems;
  }

  /** The first records under a delimiter. */
  first(delimiter: Delimiter): readonly (readonly string[])[] {
    const records = this.#first.get(delimiter) ?? firstRecords(this.text, delimiter);
    this.#first.set(delimiter, records);
    return records;
  }

  /** All records, or why there are none; so many of them stand above the header. */
  split(by: Delimiter, above: number): Records {
    if (this.#split?.by === by && this.#split.above === above) return this.#split.records;
    const records = splitRecords(this.#name, this.text, by, above);
    this.#split = { by, above, records };
    return records;
  }
}

/** A decoded file, or why it is no text. */
type OpenedText = TextFile | { readonly problem: Problem };

/** What larger files are made into is not held longer than it is needed. */
const MOST_HELD = 8_388_608;
const HELD = new WeakMap<WardFile, { readonly asked: EncodingToName | undefined; readonly opened: OpenedText }>();

/** Decodes a ward file: once for all standards that it is looked at with, for nothing of this depends on them. */
export function openText(ward: WardFile, asked: EncodingToName | undefined): OpenedText {
  const held = HELD.get(ward);
  if (held !== undefined && held.asked === asked) return held.opened;
  const decoded = decode(ward.name, ward.bytes, asked);
  const opened = decoded.problem === undefined ? new TextFile(ward.name, decoded) : decoded;
  if (ward.bytes.length <= MOST_HELD) HELD.set(ward, { asked, opened });
  return opened;
}
