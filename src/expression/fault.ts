import type { Argument, ProblemCode } from "../problem.ts";

/** A stretch of an expression's text, for the caret. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is wrong with an expression and where; the caller knows the file and makes a problem of it. */
export interface Fault {
  readonly code: ProblemCode;
  readonly args: Readonly<Record<string, Argument>>;
  readonly span: Span;
}

/** Thrown inside the parser only, where one fault hides the rest; `parseExpression` catches it. */
export class SyntaxFault extends Error {
  readonly fault: Fault;
  constructor(code: ProblemCode, span: Span, args: Readonly<Record<string, Argument>> = {}) {
    super(code);
    this.fault = { code, args, span };
  }
}
