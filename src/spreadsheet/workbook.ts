import { type Contents, readContents, readFormats, readStrings } from "./parts.ts";
import type { Shared, SheetRow } from "./sheet-row.ts";
import { type SheetEnd, walkRows } from "./walk-rows.ts";
import { Zip } from "./zip.ts";

/** A sheet of a workbook, read as often as it is asked for. */
export interface WorkbookSheet {
  readonly name: string;
  readonly isHidden: boolean;
  /**
   * Hands on the rows that have cells, until `take` returns false.
   * @returns hidden columns, and cells that were merged
   * @throws WorkbookFault when the sheet is damaged or goes beyond the bounds
   */
  readonly walk: (take: (row: SheetRow) => boolean) => SheetEnd;
}

/** A workbook whose parts are read when they are needed. */
export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
  /** days are counted from 1904 instead of 1900 */
  readonly from1904: boolean;
}

/** Opens an Excel workbook (.xlsx, .xlsm). @throws WorkbookFault */
export function openWorkbook(bytes: Uint8Array): Workbook {
  const zip = new Zip(bytes);
  const contents = readContents(zip);
  let shared: Shared | undefined;
  return {
    from1904: contents.from1904,
    sheets: contents.sheets.map(({ name, isHidden, part }) => ({
      name,
      isHidden,
      walk: (take) => {
        shared ??= sharedOf(zip, contents);
        return walkRows(zip, part, shared, take);
      },
    })),
  };
}

function sharedOf(zip: Zip, { strings, styles, isUncomputed }: Contents): Shared {
  return {
    strings: strings === undefined ? [] : readStrings(zip, strings),
    formats: styles === undefined ? [] : readFormats(zip, styles),
    isUncomputed,
  };
}
