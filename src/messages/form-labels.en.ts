import type { FormLabelCode } from "./form-labels.vi.ts";

/** Words of the blank form in English. */
export const formLabels: Readonly<Record<FormLabelCode, string>> = {
  "form/data": "Figures",
  "form/guidance": "Guidance",
  "form/lists": "Lists",
  "form/list": "List",
  "form/column": "Column",
  "form/figure": "Figure wanted",
  "form/kind": "Kind",
  "form/unit": "Counted in",
  "form/range": "Allowed",
  "form/used-by": "Used by criterion, indicator",
  "form/clause": "Clause",
  "form/evidence": "Evidence",
  "form/note": "Explanation",
  "form/how-1":
    "Fill in the sheet “Figures”, one row for each ward (commune) and period. Do not change the row of headings.",
  "form/how-2":
    "Leave a cell empty when there is no figure yet; do not write 0. 0 means that it was counted and there was none.",
  "form/how-3": "A ratio has two columns: achieved and total. A percentage is a number: 97.5 means 97.5 %.",
  "form/how-4":
    "“Không áp dụng” (not applicable) can be chosen only where it is allowed; give the reason in the report.",
  "form/how-5": "Then save the .xlsx file and run: model-ward evaluate FILE.xlsx",
  "form/wants-count": "A whole number, not negative (unit: {unit})",
  "form/wants-number": "A number (unit: {unit})",
  "form/wants-percent": "A percentage: write 97.5 for 97.5 %",
  "form/wants-ratio": "A number (unit: {unit}); achieved is not more than total",
  "form/wants-boolean": "Choose from the list",
  "form/wants-choice": "Choose from the list",
  "form/wants-date": "A date",
  "form/wants-text": "Text",
  "form/wants-code": "The five digits of the unit's code, with the zeros in front",
  "form/wants-period": "The period, such as {example}",
  "form/leave": "No figure yet: leave empty.",
  "form/leave-or-not-applicable": "No figure yet: leave empty. Does not apply: “Không áp dụng”.",
};
