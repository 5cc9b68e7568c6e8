/** Why a workbook cannot be read: it is damaged, it is too large for its kind, or it is none. */
export class WorkbookFault extends Error {
  readonly kind: "broken" | "bounds" | "not-a-workbook";

  constructor(kind: WorkbookFault["kind"], detail: string) {
    super(detail);
    this.kind = kind;
  }
}
