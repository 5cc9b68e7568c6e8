import { SaxesParser } from "saxes";
import { WorkbookFault } from "./fault.ts";
import type { Zip } from "./zip.ts";

/** Parts of a workbook nest a few levels; a stranger's file must not pile up more. */
const DEEPEST = 64;

export type Attributes = Readonly<Record<string, string>>;

/** What happens while a part is walked. Names come without the prefix of their namespace. */
export interface XmlHandlers {
  readonly open: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** A name without the prefix of its namespace. */
const local = (name: string): string => name.slice(name.indexOf(":") + 1);

/**
 * Takes elements out of the text before it is parsed, because they can be read more quickly otherwise. What is taken must
 * be well-formed by itself.
 */
export interface Skim {
  /** the element on the second level in which they stand */
  readonly inside: string;
  /** the name of each; white space between them is dropped */
  readonly each: string;
  /** Takes as many as it can, the first of which begins at a place in the text. @returns the place behind the last */
  readonly take: (text: string, start: number) => number;
}

/**
 * Walks a part of a workbook from begin to end, or until `isWanted` says no. Document types, and with them entities of
 * a file's own, are refused.
 * @throws WorkbookFault when it is no well-formed XML
 */
export function walkXml(
  zip: Zip,
  part: string,
  handlers: XmlHandlers,
  isWanted: () => boolean = () => true,
  skim?: Skim,
): void {
  const parser = new SaxesParser({ fragment: false });
  let depth = 0;
  let onSecond = "";
  const broken = (detail: string): never => {
    throw new WorkbookFault("broken", `${part}: ${detail}`);
  };
  parser.on("error", ({ message }) => broken(message));
  parser.on("doctype", () => broken("<!DOCTYPE>"));
  parser.on("opentag", ({ name, attributes }) => {
    if (++depth > DEEPEST) broken(`<${name}>`);
    if (depth === 2) onSecond = name;
    handlers.open(local(name), attributes as Attributes);
  });
  parser.on("closetag", ({ name }) => {
    depth--;
    handlers.close?.(local(name));
  });
  const { text } = handlers;
  if (text !== undefined) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decoded = (piece: Uint8Array, isLast: boolean): string => {
    try {
      return decoder.decode(piece, { stream: !isLast });
    } catch {
      return broken("UTF-8");
    }
  };
  const write = (text: string): void => {
    parser.write(text);
  };
  const parse = skim === undefined ? write : skimmed(skim, write, () => ({ depth, onSecond }), isWanted);
  zip.read(zip.find(part) ?? part, (piece, isLast) => {
    parse(decoded(piece, isLast), isLast);
    if (isLast) parser.close();
    return isWanted();
  });
}

const SPACES: ReadonlySet<number> = new Set([..." \t\r\n"].map((space) => space.charCodeAt(0)));
/** More than this is not kept to see where an element ends. */
const MOST_KEPT = 1_048_576;

/**
 * Offers text to `skim` wherever one of its elements may begin, and writes the rest.
 * @param place how deep what was written last ended, and the name of the element on the second level
 */
function skimmed(
  { inside, each, take }: Skim,
  write: (text: string) => void,
  place: () => { readonly depth: number; readonly onSecond: string },
  isWanted: () => boolean,
): (text: string, isLast: boolean) => void {
  const [begin, end] = [`<${inside}>`, `</${each}>`];
  let kept = "";
  let stage: "before" | "inside" | "behind" = "before";
  /** Writes a tag; false when it is none there, but the words of a comment. */
  const writeTag = (tag: string): boolean => {
    const { depth } = place();
    write(tag);
    const now = place();
    return now.depth === 2 && now.onSecond === inside && depth === (tag === begin ? 1 : 3);
  };
  return (piece, isLast) => {
    const text = kept + piece;
    let at = 0;
    while (stage !== "behind") {
      if (stage === "inside") {
        at = behindSpaces(text, take(text, behindSpaces(text, at)));
        // What is not all there may begin as one of them does.
        const mayBeOne = `<${each}`.startsWith(text.slice(at, at + each.length + 1));
        if (!mayBeOne || !isWanted()) stage = "behind";
      }
      const tag = stage === "before" ? begin : end;
      const found = stage === "behind" ? -1 : text.indexOf(tag, at);
      if (found < 0) break;
      write(text.slice(at, found));
      at = found + tag.length;
      if (writeTag(tag)) stage = "inside";
      else if (stage === "inside") stage = "behind";
    }
    // The beginning of a tag, or of an element, waits for its end.
    const waiting = stage === "before" ? Math.max(at, text.length - begin.length) : at;
    if (isLast || text.length - waiting > MOST_KEPT) stage = "behind";
    const written = stage === "behind" ? text.length : waiting;
    write(text.slice(at, written));
    kept = text.slice(written);
  };
}

function behindSpaces(text: string, start: number): number {
  let at = start;
  while (SPACES.has(text.charCodeAt(at))) at++;
  return at;
}

/** The attributes of one tag alone, `<c r="B2"/>`; undefined when it is none. */
export function tagAlone(tag: string): Attributes | undefined {
  const parser = new SaxesParser({ fragment: false });
  let found: Attributes | undefined;
  let tags = 0;
  parser.on("error", () => {
    found = undefined;
    tags = Number.NaN;
  });
  parser.on("opentag", ({ attributes }) => {
    tags++;
    found = attributes as Attributes;
  });
  parser.write(tag).close();
  return tags === 1 ? found : undefined;
}

/** An attribute whose prefix may be any: `r:id`. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  const key = Object.keys(attributes).find((one) => one.endsWith(`:${name}`));
  return key === undefined ? undefined : attributes[key];
}
