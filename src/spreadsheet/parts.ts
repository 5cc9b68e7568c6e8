import { WorkbookFault } from "./fault.ts";
import { builtInFormat, type NumberFormat, readNumberFormat } from "./number-format.ts";
import { attribute, walkXml } from "./xml.ts";
import type { Zip } from "./zip.ts";

/** A sheet as the workbook lists it. */
export interface ListedSheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly part: string;
}

/** Where the parts of a workbook are, and what it says for all its sheets. */
export interface Contents {
  readonly sheets: readonly ListedSheet[];
  /** days are counted from 1904, as old Macs did */
  readonly from1904: boolean;
  /** formulas are to be computed when the file is opened: what stands beside them is not their value */
  readonly isUncomputed: boolean;
  readonly strings: string | undefined;
  readonly styles: string | undefined;
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

/** Reads the directory of a workbook. @throws WorkbookFault when it is something else */
export function readContents(zip: Zip): Contents {
  if (!zip.has("[Content_Types].xml")) throw new WorkbookFault("not-a-workbook", kindOf(zip));
  const [main] = relationsOf(zip, "").filter(({ type }) => type === "officeDocument");
  if (main === undefined || !zip.has(main.target) || !main.target.endsWith(".xml"))
    throw new WorkbookFault("not-a-workbook", main?.target ?? kindOf(zip));
  const relations = relationsOf(zip, main.target);
  const listed: { name: string; isHidden: boolean; id: string }[] = [];
  let root: string | undefined;
  let from1904 = false;
  let isUncomputed = false;
  walkXml(zip, main.target, {
    open: (name, attributes) => {
      root ??= name;
      if (name === "calcPr") isUncomputed = isTrue(attributes["fullCalcOnLoad"]);
      if (name === "workbookPr") from1904 = isTrue(attributes["date1904"]);
      if (name !== "sheet") return;
      const isHidden = ["hidden", "veryHidden"].includes(attributes["state"] ?? "");
      listed.push({ name: attributes["name"] ?? "", isHidden, id: attribute(attributes, "id") ?? "" });
    },
  });
  if (root !== "workbook") throw new WorkbookFault("not-a-workbook", main.target);
  const target = (type: string) => {
    const named = relations.find((one) => one.type === type)?.target;
    if (named !== undefined && !zip.has(named)) throw new WorkbookFault("broken", named);
    return named;
  };
  const sheets = listed.flatMap(({ name, isHidden, id }): ListedSheet[] => {
    const relation = relations.find((one) => one.id === id && one.type === "worksheet");
    return relation === undefined ? [] : [{ name, isHidden, part: relation.target }];
  });
  return { sheets, from1904, isUncomputed, strings: target("sharedStrings"), styles: target("styles") };
}

export const isTrue = (text: string | undefined): boolean => text === "1" || text === "true";

/** What a zip file may be, for a message. */
function kindOf(zip: Zip): string {
  if (zip.has("mimetype")) return "OpenDocument";
  return zip.names.slice(0, 3).join(", ") || "zip";
}

/** What a part points to; of no part: where the package begins. */
function relationsOf(zip: Zip, part: string): Relation[] {
  const [, folder = "", file = ""] = /^(.*\/)?([^/]*)$/.exec(part) ?? [];
  const list = `${folder}_rels/${file}.rels`;
  if (!zip.has(list)) return [];
  const relations: Relation[] = [];
  walkXml(zip, list, {
    open: (name, attributes) => {
      if (name !== "Relationship" || attributes["TargetMode"] === "External") return;
      const { Id: id = "", Type: type = "", Target: target = "" } = attributes;
      relations.push({ id, type: type.slice(type.lastIndexOf("/") + 1), target: resolved(folder, target) });
    },
  });
  return relations;
}

/** A target beside the part that names it, or from the root of the package. */
function resolved(folder: string, target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Control letters are written `_x000D_`, and an underscore that would look so `_x005F_`. */
export const unescaped = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** The texts that cells name by number, without the readings that eastern scripts have beside them. */
export function readStrings(zip: Zip, part: string): string[] {
  const strings: string[] = [];
  let text = "";
  let isText = false;
  let phonetic = 0;
  walkXml(zip, part, {
    open: (name) => {
      if (name === "si") text = "";
      if (name === "rPh") phonetic++;
      isText = name === "t" && phonetic === 0;
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      isText = false;
      if (name === "rPh") phonetic--;
      if (name === "si") strings.push(unescaped(text));
    },
  });
  return strings;
}

/** The number format of each style that cells name by number. */
export function readFormats(zip: Zip, part: string): NumberFormat[] {
  const spelt = new Map<string, string>();
  const read = new Map<string, NumberFormat>();
  const formats: NumberFormat[] = [];
  let isCells = false;
  walkXml(zip, part, {
    open: (name, attributes) => {
      if (name === "numFmt") spelt.set(attributes["numFmtId"] ?? "", attributes["formatCode"] ?? "");
      if (name === "cellXfs") isCells = true;
      if (name !== "xf" || !isCells) return;
      const id = attributes["numFmtId"] ?? "0";
      const format = read.get(id) ?? readNumberFormat(spelt.get(id) ?? builtInFormat(Number(id)));
      read.set(id, format);
      formats.push(format);
    },
    close: (name) => {
      if (name === "cellXfs") isCells = false;
    },
  });
  return formats;
}
