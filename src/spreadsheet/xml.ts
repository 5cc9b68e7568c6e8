import { SaxesParser } from "saxes";
import { WorkbookFault } from "./fault.ts";
import { type Skim, skimmed } from "./skim.ts";
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
