import { unzipSync, zipSync } from "fflate";

/** Nothing in a file may depend on the clock, nor on where it is: the packer writes local time. */
const epoch = (): Date => new Date(1980, 0, 1, 12);
const EPOCH_TEXT = "1980-01-01T00:00:00Z";

/** The paragraph that ends a section comes from the library in full height, and would begin a page of its own. */
const SECTION_END = /<w:p><w:pPr>(?=<w:sectPr>)/g;
const LOW = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>';
const TIMES = /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g;

/** The bytes of a document whose times are gone and whose parts stand in a fixed order: the same paper gives the same bytes. */
export function settled(bytes: Uint8Array): Uint8Array {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const changed = (content: Uint8Array, change: (text: string) => string) =>
    encoder.encode(change(decoder.decode(content)));
  const parts = Object.entries(unzipSync(bytes)).map(([name, content]): [string, Uint8Array] => {
    if (name === "docProps/core.xml") return [name, changed(content, (text) => text.replace(TIMES, `$1${EPOCH_TEXT}`))];
    if (name === "word/document.xml") return [name, changed(content, (text) => text.replace(SECTION_END, LOW))];
    return [name, content];
  });
  // What a reader looks for first stands first.
  const isFirst = (name: string) => name === "[Content_Types].xml";
  parts.sort(([a], [b]) => Number(isFirst(b)) - Number(isFirst(a)) || (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(parts), { mtime: epoch() });
}
