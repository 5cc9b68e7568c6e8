/**
 * What a cell of a workbook is: text, the number itself, or a formula that no program has computed. An answer of a draft
 * is exact as well.
 */
export const FORMS = { text: "t", number: "n", formula: "f", answer: "a" } as const;
