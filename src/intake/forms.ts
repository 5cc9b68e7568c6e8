/** What a cell of a workbook is: text, the number itself, or a formula that no program has computed. */
export const FORMS = { text: "t", number: "n", formula: "f" } as const;
