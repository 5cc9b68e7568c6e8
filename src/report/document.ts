import type { StatusName } from "../engine/status.ts";

/** Words in a table, with the status that colours them; marks never depend on the colour alone. */
export interface DocumentCell {
  readonly text: string;
  readonly status?: StatusName;
}

export interface DocumentColumn {
  readonly title: string;
  readonly align: "left" | "right" | "center";
  /** may be wrapped when the page is narrow */
  readonly flexible?: boolean;
}

/** Rows that belong together, perhaps under a title of their own. */
export interface RowGroup {
  readonly title?: string;
  readonly rows: readonly (readonly DocumentCell[])[];
}

/** A piece of a report, in words of one language, without any layout of a format. */
export type Block =
  | { readonly is: "heading"; readonly text: string }
  | { readonly is: "paragraph"; readonly text: string; readonly notice?: boolean }
  | { readonly is: "table"; readonly columns: readonly DocumentColumn[]; readonly groups: readonly RowGroup[] }
  | {
      readonly is: "figures";
      readonly title?: string;
      readonly items: readonly { readonly label: string; readonly value: string }[];
    }
  | {
      readonly is: "bars";
      readonly items: readonly { readonly label: string; readonly value: number; readonly of: number }[];
    }
  | {
      /** each a line over the periods; `share` from 0 to 1 is for drawing, `text` says the figure */
      readonly is: "trends";
      readonly items: readonly {
        readonly label: string;
        readonly points: readonly { readonly period: string; readonly text: string; readonly share: number }[];
      }[];
    }
  | { readonly is: "list"; readonly items: readonly string[] };

export type Document = readonly Block[];
