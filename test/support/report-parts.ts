import { unzipSync } from "fflate";
import { SaxesParser } from "saxes";

/** The XML parts of a workbook or document, by name. */
export function xmlParts(bytes: Uint8Array): ReadonlyMap<string, string> {
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) => /\.(xml|rels)$/.test(name));
  return new Map(parts.map(([name, content]) => [name, new TextDecoder("utf-8", { fatal: true }).decode(content)]));
}

/** Every text of an XML part, a line each; throws where it is not well formed. */
export function textsIn(xml: string): string {
  const texts: string[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("text", (text) => texts.push(text));
  parser.write(xml).close();
  return texts.join("\n");
}

/** Every text of a workbook or document. */
export const textsOf = (bytes: Uint8Array): string => [...xmlParts(bytes).values()].map(textsIn).join("\n");

/** What an HTML report carries as data. */
export const pageDataOf = (html: string) =>
  JSON.parse(/<script id="report" type="application\/json">(.*?)<\/script>/s.exec(html)?.[1] ?? "");
