import { type LogicColumn, NumberColumn, Truth } from "../exact/column.ts";
import { batchRows, newBytes } from "../exact/column-memory.ts";
import { type Fraction, fraction } from "../exact/fraction.ts";
import { isSafe, SAFE } from "../exact/whole.ts";
import type { Expression, Operation } from "./expression.ts";
import { type InnerOperation, type Kernel, kernels } from "./kernels.ts";

export type Column = NumberColumn | LogicColumn;

/** What a plan does not compute itself, and which end of an interval is wanted. */
export interface Leaf {
  readonly expression: Expression & { readonly op: "field" | "parameter" | "calendar" | "outcome" | "subject" };
  readonly periods: number;
  readonly end: "low" | "high";
}

/** Gives the columns of leaves for the batch at hand. */
export type Source = (leaf: Leaf) => Column;

/** Registers that hold an expression's value: one for a single number, two for the ends of an interval. */
export interface Handle {
  readonly low: number;
  readonly high: number;
}

/** How a register is filled: from outside, or by an operation on other registers. */
type Origin = Leaf | { readonly kernel: Kernel; readonly inputs: readonly number[] };

/**
 * Compiled expressions: one register for each node of their trees, shared where two nodes are the same. A register is
 * filled down the columns of a batch when somebody first reads it. The same plan serves one row and a million.
 */
export class Plan {
  readonly #registers: Column[] = [];
  /** by register; undefined: a constant */
  readonly #origins: (Origin | undefined)[] = [];
  /** by register, the number of the batch that it was filled for last */
  readonly #filledFor: number[] = [];
  #batch = 0;
  #rows = 0;
  #source: Source = () => {
    throw new Error("a plan that was not begun");
  };
  readonly #known = new Map<string, Handle>();
  /** which leaves are intervals: numbers that depend on unknown statuses */
  readonly #open: (leaf: Leaf["expression"]) => boolean;

  constructor(open: (leaf: Leaf["expression"]) => boolean = () => false) {
    this.#open = open;
  }

  /** Adds an expression, evaluated `periods` periods back, and tells where its value will be. */
  add(expression: Expression, periods: number = 0): Handle {
    if (expression.op === "earlier") return this.add(expression.item, periods + expression.periods);
    const items = expression.op === "apply" ? expression.items.map((item) => this.add(item, periods)) : [];
    const key = keyOf(expression, periods, items);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const handle = this.#made(expression, periods, items);
    this.#known.set(key, handle);
    return handle;
  }

  #made(expression: Expression, periods: number, items: readonly Handle[]): Handle {
    switch (expression.op) {
      case "constant":
        return single(this.#register(constantColumn(expression.value)));
      case "truth":
        return single(this.#register(newBytes(batchRows()).fill(expression.value ? Truth.true : Truth.false)));
      case "apply":
        return this.#applied(expression, items);
      case "earlier":
        return this.add(expression, periods);
      default: {
        const low = this.#leaf({ expression, periods, end: "low" });
        return this.#open(expression) ? { low, high: this.#leaf({ expression, periods, end: "high" }) } : single(low);
      }
    }
  }

  #leaf(leaf: Leaf): number {
    return this.#register(leaf.expression.kind.is === "boolean" ? new Uint8Array(0) : new NumberColumn(0), leaf);
  }

  #register(column: Column, origin?: Origin): number {
    this.#origins.push(origin);
    this.#filledFor.push(0);
    return this.#registers.push(column) - 1;
  }

  #step(operation: Operation | InnerOperation, logic: boolean, inputs: readonly number[]): number {
    const first = this.#registers[inputs[0] ?? 0];
    const kernel = kernels(operation, first instanceof NumberColumn, logic);
    return this.#register(logic ? newBytes(batchRows()) : new NumberColumn(), { kernel, inputs });
  }

  #applied(expression: Expression & { op: "apply" }, items: readonly Handle[]): Handle {
    const { operation, kind } = expression;
    const logic = kind.is === "boolean";
    if (items.every(({ low, high }) => low === high)) {
      return single(
        this.#step(
          operation,
          logic,
          items.map(({ low }) => low),
        ),
      );
    }
    const [a, b] = items as [Handle, Handle];
    if (operation === "+" || operation === "sum" || operation === "min" || operation === "max") {
      const ends = (end: "low" | "high") =>
        this.#step(
          operation,
          false,
          items.map((item) => item[end]),
        );
      return { low: ends("low"), high: ends("high") };
    }
    if (operation === "-") {
      return { low: this.#step("-", false, [a.low, b.high]), high: this.#step("-", false, [a.high, b.low]) };
    }
    if (operation === "≥" || operation === ">") return this.#settled(operation, [a.low, b.high], [a.high, b.low]);
    if (operation === "≤" || operation === "<") return this.#settled(operation, [a.high, b.low], [a.low, b.high]);
    if (operation === "=") {
      const above = this.#settled("≥", [a.low, b.high], [a.high, b.low]);
      const below = this.#settled("≤", [a.high, b.low], [a.low, b.high]);
      return single(this.#step("and", true, [above.low, below.low]));
    }
    return single(
      this.#step(
        operation,
        logic,
        items.map((item) => this.known(item)),
      ),
    );
  }

  /** A comparison of intervals: decided when it comes out the same at the ends that favour and disfavour it. */
  #settled(operation: Operation, certain: readonly number[], possible: readonly number[]): Handle {
    const ends = [this.#step(operation, true, certain), this.#step(operation, true, possible)];
    return single(this.#step("settle", true, ends));
  }

  /** The register of a single number; an interval whose ends differ counts as missing there. */
  known({ low, high }: Handle): number {
    return low === high ? low : this.#step("known", false, [low, high]);
  }

  /** Begins a batch of so many rows; `source` is asked for columns as long as the batch is read. */
  begin(source: Source, rows: number): void {
    this.#source = source;
    this.#rows = rows;
    this.#batch++;
  }

  /** A register as numbers, for the batch that was begun. */
  numbers(register: number): NumberColumn {
    return this.#filled(register) as NumberColumn;
  }

  /** A register as truth codes, for the batch that was begun. */
  truths(register: number): LogicColumn {
    return this.#filled(register) as LogicColumn;
  }

  #filled(register: number): Column {
    const origin = this.#origins[register];
    if (this.#filledFor[register] !== this.#batch) {
      this.#filledFor[register] = this.#batch;
      if (origin === undefined) {
        const constant = this.#registers[register];
        if (constant instanceof NumberColumn) constant.reach(this.#rows);
      } else if ("kernel" in origin) {
        const inputs = origin.inputs.map((input) => this.#filled(input));
        origin.kernel(inputs, this.#registers[register] as Column, this.#rows);
      } else this.#registers[register] = this.#source(origin);
    }
    return this.#registers[register] as Column;
  }
}

const single = (register: number): Handle => ({ low: register, high: register });

function constantColumn(value: Fraction): NumberColumn {
  const column = new NumberColumn();
  const reduced = fraction(value.n, value.d);
  const [n, d] = [Number(reduced.n), Number(reduced.d)];
  // Its other rows are filled when a batch reads them.
  if (isSafe(n) && d <= SAFE) column.fill(n, d, Math.min(1, batchRows()));
  else for (let row = 0; row < batchRows(); row++) column.set(row, reduced);
  return column;
}

function keyOf(expression: Expression, periods: number, items: readonly Handle[]): string {
  switch (expression.op) {
    case "constant":
      return `constant ${expression.value.n}/${expression.value.d}`;
    case "truth":
      return `truth ${expression.value}`;
    case "field":
      return `field ${expression.field} ${expression.aspect} ${periods}`;
    case "parameter":
      return `parameter ${expression.parameter}`;
    case "calendar":
      return `calendar ${expression.name}`;
    case "outcome":
      return `outcome ${expression.name} ${expression.of}`;
    case "subject":
      return "subject";
    case "earlier":
      return "";
    case "apply":
      return `${expression.operation} ${items.map(({ low, high }) => `${low}-${high}`).join(" ")}`;
  }
}
