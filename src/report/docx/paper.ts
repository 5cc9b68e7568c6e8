/** A column of a table on paper; widths are shares of the page. */
export interface PaperColumn {
  readonly title: string;
  readonly width: number;
  readonly align: "left" | "right" | "center";
}

/** A row; of a criterion in bold, of what stands below it as usual. */
export interface PaperRow {
  readonly cells: readonly string[];
  readonly isStrong: boolean;
}

/** A piece of an official document, in words, without its layout. */
export type PaperPart =
  | { readonly is: "heading"; readonly text: string }
  | { readonly is: "text"; readonly text: string; readonly isBasis?: true }
  | { readonly is: "list"; readonly items: readonly string[] }
  | { readonly is: "table"; readonly columns: readonly PaperColumn[]; readonly rows: readonly PaperRow[] };

/** An official report; what only the authority may write, the number, date and signature, is left blank. */
export interface Paper {
  /** the authority that reports and the one above it; undefined: to be filled in by hand */
  readonly authority: string | undefined;
  /** what the report is about, below its name */
  readonly subject: string;
  /** what stands above the signature */
  readonly body: readonly PaperPart[];
  /** wide tables, across the long side of the page, after the signature */
  readonly annex: readonly PaperPart[];
  /** in whose name it is signed */
  readonly signedFor: string | undefined;
  /** where everything comes from, in small letters at the end */
  readonly sources: readonly string[];
}
