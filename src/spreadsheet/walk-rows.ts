import { WorkbookFault } from "./fault.ts";
import { PlainRows } from "./plain-rows.ts";
import type { Merge, Shared, SheetRow } from "./sheet-row.ts";
import { SheetWalk } from "./sheet-walk.ts";
import type { Skim } from "./skim.ts";
import { walkXml, type XmlHandlers } from "./xml.ts";
import type { Zip } from "./zip.ts";

/** What is known of a sheet when all its rows are read. */
export interface SheetEnd {
  /** from and to */
  readonly hiddenColumns: readonly (readonly [number, number])[];
  readonly merges: readonly Merge[];
}

/**
 * Hands on the rows of a sheet one by one, until `take` returns false.
 * @returns hidden columns, and cells that were merged
 */
export function walkRows(zip: Zip, part: string, shared: Shared, take: (row: SheetRow) => boolean): SheetEnd {
  try {
    return walked(zip, part, shared, take, new PlainRows(shared));
  } catch (error) {
    // The place of damage is counted in what the XML reader was given, which is to be all. Bounds have none.
    if (error instanceof WorkbookFault && error.kind === "broken") walked(zip, part, shared, () => true);
    throw error;
  }
}

function walked(zip: Zip, part: string, shared: Shared, take: (row: SheetRow) => boolean, plain?: PlainRows): SheetEnd {
  const walk = new SheetWalk(part, shared);
  let isWanted = true;
  const given = (row: SheetRow): boolean => {
    isWanted &&= take(row);
    return isWanted;
  };
  const handlers: XmlHandlers = {
    open: (name, attributes) => walk.open(name, attributes),
    text: (piece) => walk.text(piece),
    close: (name) => {
      const row = walk.close(name);
      if (row !== undefined) given(row);
    },
  };
  const skim: Skim | undefined = plain && {
    inside: "sheetData",
    each: "row",
    take: (text, start) =>
      plain.each(text, start, (row) => {
        const isTaken = walk.isNext(row) && given(row);
        if (isTaken) walk.pass(row);
        return isTaken;
      }),
  };
  walkXml(zip, part, handlers, () => isWanted, skim);
  return { hiddenColumns: walk.hiddenColumns, merges: walk.merges };
}
