/**
 * Builds .xlsx files from XML parts that can be read here, as Excel and other programs write them. Nothing of the
 * reader is used: what a fixture holds is what its literal says.
 */
import { Buffer } from "node:buffer";
import { crc32, deflateRawSync } from "node:zlib";

// ---------------------------------------------------------------- zip files

/** One file in a zip, with the lies that a test may want. */
export interface Entry {
  readonly name: string;
  /** the bytes as they lie in the zip */
  readonly packed: Uint8Array;
  readonly crc: number;
  /** the size without compression, as it is written down */
  readonly size: number;
  readonly method: 0 | 8;
  /** as programs do that write while they count: sizes in the local header are 0, the true ones follow the data */
  readonly streamed?: boolean;
}

export const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf8"));
const bytesOf = (data: string | Uint8Array): Uint8Array => (typeof data === "string" ? utf8(data) : data);

export function stored(name: string, data: string | Uint8Array): Entry {
  const packed = bytesOf(data);
  return { name, packed, crc: crc32(packed), size: packed.length, method: 0 };
}

export function deflated(name: string, data: string | Uint8Array): Entry {
  const bytes = bytesOf(data);
  const packed = new Uint8Array(deflateRawSync(bytes, { level: 9 }));
  return { name, packed, crc: crc32(bytes), size: bytes.length, method: 8 };
}

/** A zip of these entries, in their order; all times are 1980-01-01. `comment` stands at the very end. */
export function zip(entries: readonly Entry[], comment = ""): Uint8Array {
  const bodies: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name: text, packed, crc, size, method, streamed = false } of entries) {
    const name = Buffer.from(text, "utf8");
    const head = (isLocal: boolean): Buffer => {
      const common = Buffer.alloc(26);
      const isBare = isLocal && streamed;
      common.writeUInt16LE(20, 0); // version
      common.writeUInt16LE(streamed ? 0x0808 : 0x0800, 2); // names are UTF-8; a descriptor follows the data
      common.writeUInt16LE(method, 4);
      common.writeUInt16LE(0x21, 8); // 1980-01-01
      common.writeUInt32LE(isBare ? 0 : crc, 10);
      common.writeUInt32LE(isBare ? 0 : packed.length, 14);
      common.writeUInt32LE(isBare ? 0 : size, 18);
      common.writeUInt16LE(name.length, 22);
      return common;
    };
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), head(false), tail, name]));
    const descriptor = Buffer.alloc(streamed ? 16 : 0);
    if (streamed) {
      descriptor.write("PK\u0007\u0008", 0, "latin1");
      descriptor.writeUInt32LE(crc, 4);
      descriptor.writeUInt32LE(packed.length, 8);
      descriptor.writeUInt32LE(size, 12);
    }
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), head(true), name]);
    bodies.push(local, packed, descriptor);
    offset += local.length + packed.length + descriptor.length;
  }
  const words = Buffer.from(comment, "utf8");
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(words.length, 20);
  return new Uint8Array(Buffer.concat([...bodies, ...directory, end, words]));
}

// ---------------------------------------------------------------- cells

/** How a cell is dressed: a number format (built-in id or code) and a font. */
interface Style {
  readonly format?: number | string;
  readonly font?: string;
}

interface Written {
  readonly style?: Style;
  /** an item of the shared strings, the XML inside <si> */
  readonly si?: string;
  /** the cell itself; {r} stands for its reference and its style */
  readonly c?: string;
}

/**
 * A cell. A text is a shared string and true or false a boolean cell, as Excel writes them; null is no cell at all.
 */
export type Cell = null | string | number | boolean | Written;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);
const plainItem = (text: string): string =>
  text === text.trim() ? `<t>${escaped(text)}</t>` : `<t xml:space="preserve">${escaped(text)}</t>`;

/** A cell as its XML, with {r} where reference and style go: `<c{r}><v>5</v></c>`. */
export const raw = (c: string): Cell => ({ c });
/** A number in exactly these letters, such as 0.97499999999999998. */
export const exact = (v: string): Cell => raw(`<c{r}><v>${v}</v></c>`);
/** Text in the cell itself, as most libraries write it. */
export const inline = (text: string): Cell => raw(`<c{r} t="inlineStr"><is>${plainItem(text)}</is></c>`);
/** A shared string from the XML inside <si>: runs, phonetic signs. */
export const item = (si: string): Cell => ({ si });
/** Text of several runs, each with its own font properties, as Excel writes it when a part is bold. */
export const rich = (...runs: readonly string[]): Cell =>
  item(runs.map((run) => `<r><rPr><b/><sz val="11"/></rPr><t xml:space="preserve">${escaped(run)}</t></r>`).join(""));
export const fault = (error: string): Cell => raw(`<c{r} t="e"><v>${error}</v></c>`);
/** A formula and the number it gave when the file was saved; without a value: no <v> at all, as openpyxl writes it. */
export const formula = (f: string, value?: number | string): Cell =>
  raw(
    value === undefined
      ? `<c{r}><f>${escaped(f)}</f></c>`
      : typeof value === "number"
        ? `<c{r}><f>${escaped(f)}</f><v>${value}</v></c>`
        : `<c{r} t="str"><f>${escaped(f)}</f><v>${escaped(value)}</v></c>`,
  );
/** The same cell in a number format: a built-in id, or a code. */
export const as = (format: number | string, cell: Cell): Cell => dressed({ format }, cell);
/** The same cell in a font. */
export const inFont = (font: string, cell: Cell): Cell => dressed({ font }, cell);

function dressed(style: Style, cell: Cell): Cell {
  if (cell === null) return { style, c: "<c{r}/>" };
  if (typeof cell === "string") return { style, si: plainItem(cell) };
  if (typeof cell === "number") return { style, c: `<c{r}><v>${cell}</v></c>` };
  if (typeof cell === "boolean") return { style, c: `<c{r} t="b"><v>${cell ? 1 : 0}</v></c>` };
  return { ...cell, style: { ...cell.style, ...style } };
}

// ---------------------------------------------------------------- sheets

interface RowSpec {
  readonly cells: readonly Cell[];
  readonly hidden?: boolean;
  /** its number; left out: one more than the row before */
  readonly at?: number;
}

export type Row = readonly Cell[] | RowSpec;

export interface SheetSpec {
  readonly name: string;
  readonly state?: "hidden" | "veryHidden";
  readonly rows?: readonly Row[];
  readonly merged?: readonly string[];
  /** what stands inside <cols> */
  readonly cols?: string;
  readonly autoFilter?: string;
  /** rows and cells say where they stand (they do, in Excel) */
  readonly references?: boolean;
  /** the whole part, instead of all that is above */
  readonly xml?: string;
}

interface BookSpec {
  readonly sheets: readonly SheetSpec[];
  readonly date1904?: boolean;
  /** formulas are to be computed when the file is opened, as XlsxWriter asks for beside its zeros */
  readonly computesOnLoad?: boolean;
  /** of the elements in XML: x:worksheet */
  readonly prefix?: string;
  /** each part begins with a byte order mark */
  readonly bom?: boolean;
  /** targets of relationships begin with a slash */
  readonly absolute?: boolean;
  /** the namespaces of the ISO standard's strict form */
  readonly strict?: boolean;
  /** of the workbook part; the usual one is an .xlsx */
  readonly contentType?: string;
  /** parts that replace those made here, or stand beside them; null: leave the part out */
  readonly parts?: Readonly<Record<string, string | null>>;
  readonly pack?: "stored" | "deflated";
}

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main";
const STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const WORKBOOK_TYPE = `${SHEET_TYPE}.sheet.main+xml`;

/** 1 is A, 27 is AA. */
const letters = (column: number): string =>
  column <= 0 ? "" : letters(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26));

/** What the sheets of one workbook share: strings and styles, in the order in which they are met. */
class Shared {
  readonly #items: string[] = [];
  readonly #styles: Style[] = [{}];

  cell(cell: Cell, reference: string | undefined): string {
    if (cell === null) return "";
    const { style, si, c } = dressed({}, cell) as Written;
    const at = reference === undefined ? "" : ` r="${reference}"`;
    const number = this.#styleOf(style ?? {});
    const worn = number === 0 ? "" : ` s="${number}"`;
    const xml = si === undefined ? (c ?? "") : `<c{r} t="s"><v>${this.#itemOf(si)}</v></c>`;
    return xml.replace("{r}", at + worn);
  }

  #itemOf(si: string): number {
    const known = this.#items.indexOf(si);
    return known === -1 ? this.#items.push(si) - 1 : known;
  }

  #styleOf({ format, font }: Style): number {
    const known = this.#styles.findIndex((style) => style.format === format && style.font === font);
    return known === -1
      ? this.#styles.push({ ...(format !== undefined && { format }), ...(font && { font }) }) - 1
      : known;
  }

  get strings(): string {
    const items = this.#items.map((si) => `<si>${si}</si>`).join("");
    return `${XML}<sst xmlns="${MAIN}" count="${this.#items.length}" uniqueCount="${this.#items.length}">${items}</sst>`;
  }

  get styles(): string {
    const codes = [...new Set(this.#styles.map(({ format }) => format).filter((format) => typeof format === "string"))];
    const fonts = ["Calibri", ...new Set(this.#styles.map(({ font }) => font).filter((font) => font !== undefined))];
    const formats = codes.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escaped(code)}"/>`).join("");
    const worn = this.#styles.map(({ format, font }) => {
      const numFmt = typeof format === "string" ? 164 + codes.indexOf(format) : (format ?? 0);
      const fontId = font === undefined ? 0 : fonts.indexOf(font);
      return `<xf numFmtId="${numFmt}" fontId="${fontId}" fillId="0" borderId="0" xfId="0"${numFmt === 0 ? "" : ' applyNumberFormat="1"'}/>`;
    });
    return [
      `${XML}<styleSheet xmlns="${MAIN}">`,
      codes.length === 0 ? "" : `<numFmts count="${codes.length}">${formats}</numFmts>`,
      `<fonts count="${fonts.length}">${fonts.map((name) => `<font><sz val="11"/><name val="${name}"/></font>`).join("")}</fonts>`,
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      `<cellXfs count="${worn.length}">${worn.join("")}</cellXfs>`,
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
      "</styleSheet>",
    ].join("");
  }
}

function sheetXml(spec: SheetSpec, shared: Shared): string {
  const { references = true } = spec;
  let line = 0;
  const rows = (spec.rows ?? []).map((row) => {
    const { cells, hidden = false, at = line + 1 }: RowSpec = "cells" in row ? row : { cells: row };
    line = at;
    if (cells.length === 0 && references && !hidden) return "";
    const written = cells.map((cell, column) => {
      if (references) return shared.cell(cell, `${letters(column + 1)}${line}`);
      return cell === null ? "<c/>" : shared.cell(cell, undefined);
    });
    return `<row${references ? ` r="${line}"` : ""}${hidden ? ' hidden="1"' : ""}>${written.join("")}</row>`;
  });
  const merged = (spec.merged ?? []).map((ref) => `<mergeCell ref="${ref}"/>`).join("");
  return [
    `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">`,
    spec.cols === undefined ? "" : `<cols>${spec.cols}</cols>`,
    `<sheetData>${rows.join("")}</sheetData>`,
    spec.autoFilter === undefined ? "" : `<autoFilter ref="${spec.autoFilter}"/>`,
    merged === "" ? "" : `<mergeCells count="${spec.merged?.length}">${merged}</mergeCells>`,
    "</worksheet>",
  ].join("");
}

/** Every element of the part gets the prefix, as some libraries write: x:worksheet. */
const prefixed = (xml: string, prefix: string): string =>
  xml.replace(/<(\/?)([a-zA-Z]\w*)(?=[\s/>])/g, `<$1${prefix}:$2`).replace(/ xmlns="/g, ` xmlns:${prefix}="`);

const relationship = (id: number, type: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
const relationships = (written: readonly string[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${written.join("")}</Relationships>`;

/** The parts of a workbook, by name, in the order in which Excel writes them. */
export function partsOf(spec: BookSpec): Readonly<Record<string, string>> {
  const shared = new Shared();
  const { sheets, absolute = false } = spec;
  const files = sheets.map(
    (sheet, at) => [`worksheets/sheet${at + 1}.xml`, sheet.xml ?? sheetXml(sheet, shared)] as const,
  );
  const target = (name: string): string => (absolute ? `/xl/${name}` : name);
  const listed = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${escaped(name)}" sheetId="${at + 1}"${state === undefined ? "" : ` state="${state}"`} r:id="rId${at + 1}"/>`,
  );
  const overrides = [
    ["workbook.xml", spec.contentType ?? WORKBOOK_TYPE],
    ...files.map(([name]) => [name, `${SHEET_TYPE}.worksheet+xml`]),
    ["styles.xml", `${SHEET_TYPE}.styles+xml`],
    ["sharedStrings.xml", `${SHEET_TYPE}.sharedStrings+xml`],
  ].map(([name, type]) => `<Override PartName="/xl/${name}" ContentType="${type}"/>`);
  const own: Record<string, string | null> = {
    "[Content_Types].xml": `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join("")}</Types>`,
    "_rels/.rels": relationships([
      relationship(1, "officeDocument", absolute ? "/xl/workbook.xml" : "xl/workbook.xml"),
    ]),
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${spec.date1904 === true ? ' date1904="1"' : ""}/><sheets>${listed.join("")}</sheets>${spec.computesOnLoad === true ? '<calcPr calcId="124519" fullCalcOnLoad="1"/>' : ""}</workbook>`,
    "xl/_rels/workbook.xml.rels": relationships([
      ...files.map(([name], at) => relationship(at + 1, "worksheet", target(name))),
      relationship(files.length + 1, "styles", target("styles.xml")),
      relationship(files.length + 2, "sharedStrings", target("sharedStrings.xml")),
    ]),
    ...Object.fromEntries(files.map(([name, xml]) => [`xl/${name}`, xml])),
    "xl/styles.xml": shared.styles,
    "xl/sharedStrings.xml": shared.strings,
    ...spec.parts,
  };
  return Object.fromEntries(
    Object.entries(own)
      .filter((part): part is [string, string] => part[1] !== null)
      .map(([name, xml]) => [name, finished(name, xml, spec)]),
  );
}

function finished(name: string, xml: string, { prefix, bom = false, strict = false }: BookSpec): string {
  const inNamespace = strict ? xml.replaceAll(MAIN, STRICT_MAIN).replaceAll(OFFICE, STRICT_OFFICE) : xml;
  const isOwn = name.startsWith("xl/") && !name.includes("_rels/");
  const named = prefix === undefined || !isOwn ? inNamespace : prefixed(inNamespace, prefix);
  return bom ? `\uFEFF${named}` : named;
}

/** The entries of a workbook's zip; tests that lie change some of them. */
export const entriesOf = (spec: BookSpec): readonly Entry[] =>
  Object.entries(partsOf(spec)).map(([name, xml]) => (spec.pack === "stored" ? stored : deflated)(name, xml));

export const workbook = (spec: BookSpec): Uint8Array => zip(entriesOf(spec));

/** A workbook of one sheet, which is called 2020. */
export const sheet = (rows: readonly Row[], more: Omit<SheetSpec, "name" | "rows"> = {}): Uint8Array =>
  workbook({ sheets: [{ name: "2020", rows, ...more }] });
