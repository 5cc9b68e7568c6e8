import type { DataShape, Field } from "../criteria/model.ts";
import { BATCH_ROWS, type NumberColumn } from "../exact/column.ts";
import type { Fraction } from "../exact/fraction.ts";
import { fraction } from "../exact/fraction.ts";
import { floorQuotient, isSafe, SAFE } from "../exact/whole.ts";
import type { ColumnSeen } from "./column-watch.ts";
import type { Layout } from "./columns.ts";
import type { KnownHeadings } from "./dialect.ts";
import { HotColumns, type Ratio } from "./hot-columns.ts";
import type { CellRules, IntakeOptions } from "./options.ts";
import { type Cell, FieldColumn } from "./table.ts";
import { WordDictionary } from "./word-dictionary.ts";

/** What the cells of a column are read as. */
export const Kind = { text: 0, number: 1, ward: 2, name: 3, period: 4, word: 5 } as const;

const NUMERIC: ReadonlySet<string> = new Set(["count", "number", "percent"]);
const ONE_PERCENT = fraction(1n, 100n);
/** More decimals than this are left to the reader that counts in big integers. */
const MOST_DECIMALS = 6;

/** A column whose cells are plain numbers, and what is known of it so far. */
export class NumberPlace {
  readonly field: Field;
  /** is it the second column of a ratio, whose marks nobody watches? */
  readonly isWhole: boolean;
  readonly column: NumberColumn;
  /** the most decimals so far: the column's numbers are multiples of 10^-decimals, percents of a hundredth of it */
  decimals = 0;
  /** what the whole column gives away, as far as it is known */
  #seen: ColumnSeen = { decimals: 0, hasDecimal: false, hasOpen: false };
  /** so many decimals are no news in the column; none in columns of counts, or whose marks nobody watches */
  plainDecimals = 0;
  /** what a number without decimals is to be multiplied by */
  tens = 1;
  readonly numerator: Float64Array;
  readonly state: Uint8Array;
  /** the denominator of the column's numerators */
  scale = 1;
  /** what a numerator may be at the present number of decimals */
  least = 0;
  most = 0;
  /** numerators from above 0 up to here are percents so small that they may be fractions */
  suspicious = 0;
  /** figures other than 0 that are not suspicious */
  filled = 0;
  readonly #share: number;
  /** are figures other than 0 counted, and those that are suspiciously small left to others? */
  readonly watchesSmall: boolean;

  constructor(field: Field, isWhole: boolean, column: NumberColumn, rules: CellRules, options: IntakeOptions) {
    this.field = field;
    this.isWhole = isWhole;
    this.column = column;
    this.numerator = column.numerator;
    this.state = column.state;
    this.#share = field.type === "percent" && rules.percentAs === "percent" ? 100 : 1;
    const { typical } = field;
    const isFarAbove = typical !== undefined && typical.low.n * ONE_PERCENT.d > ONE_PERCENT.n * typical.low.d;
    this.watchesSmall = field.type === "percent" && options.percentAs === undefined && isFarAbove;
    this.raise(0, 0);
  }

  get seen(): ColumnSeen {
    return this.#seen;
  }

  /** Notes what the whole column has given away so far: what is new in it is told by the reader that watches columns. */
  set seen(seen: ColumnSeen) {
    this.#seen = seen;
    this.plainDecimals = seen.hasDecimal && !this.isWhole && this.field.type !== "count" ? seen.decimals : 0;
  }

  /** Makes room for more decimals, in the first `rows` rows of the batch as well, unless there are too many. */
  raise(decimals: number, rows: number): void {
    const { column } = this;
    const factor = 10 ** (decimals - this.decimals);
    const numbers = column.numerator.subarray(0, column.scale === 0 ? 0 : rows);
    if (decimals > MOST_DECIMALS || !numbers.every((n) => isSafe(n * factor))) return;
    for (const [row, n] of numbers.entries()) numbers[row] = n * factor;
    if (column.scale !== 0) column.scale *= factor;
    this.decimals = decimals;
    this.tens = 10 ** decimals;
    this.scale = this.#share * this.tens;
    const { range, type } = this.field;
    this.least = range === undefined ? (type === "count" ? 0 : -SAFE) : -this.#floor(range.low, -1);
    this.most = range === undefined ? SAFE : this.#floor(range.high, 1);
    this.suspicious = this.watchesSmall ? this.#floor(ONE_PERCENT, 1) : 0;
  }

  /** The greatest numerator whose number is not above the bound, or above its negative. */
  #floor({ n, d }: Fraction, sign: 1 | -1): number {
    const scaled = Number(n) * sign * this.scale;
    return isSafe(scaled) && isSafe(Number(d)) ? floorQuotient(scaled, Number(d)) : Number.NaN;
  }
}

/** What each column of a plain file is, and the field columns of the batch that its cells go to. */
export class PlainColumns {
  readonly kinds: Uint8Array;
  /** by column of the file */
  readonly numbers: (NumberPlace | undefined)[] = [];
  readonly words: (WordDictionary | undefined)[] = [];
  readonly targets: (FieldColumn | undefined)[] = [];
  /** ratios given in two columns */
  readonly ratios: Ratio[] = [];
  readonly fields: ReadonlyMap<string, FieldColumn>;
  readonly hot: HotColumns;

  /** @param textOf reads a text, which decides nothing, when somebody asks for it */
  constructor(
    shape: DataShape,
    layout: Layout,
    known: KnownHeadings,
    rules: CellRules,
    options: IntakeOptions,
    textOf: (field: Field, row: number) => Cell,
  ) {
    this.hot = new HotColumns(layout.cells, 2 * shape.fields.size);
    const columnOf = (field: Field) =>
      field.type === "text"
        ? new TextColumn((row) => textOf(field, row))
        : new FieldColumn(field.type, () => this.hot.column());
    this.fields = new Map([...shape.fields.values()].map((field) => [field.id, columnOf(field)]));
    this.kinds = new Uint8Array(layout.cells).fill(Kind.text);
    for (const kind of ["ward", "name", "period"] as const) {
      const place = layout.builtIn.get(kind);
      if (place !== undefined) this.kinds[place] = Kind[kind];
    }
    const number = (field: Field, place: number, column: NumberColumn, isWhole: boolean): NumberPlace => {
      const one = new NumberPlace(field, isWhole, column, rules, options);
      this.kinds[place] = Kind.number;
      this.numbers[place] = one;
      return one;
    };
    for (const [id, place] of layout.fields) {
      const target = this.fields.get(id) as FieldColumn;
      if ("part" in place) {
        const part = number(place.field, place.part, target.value, false);
        this.ratios.push({ part, whole: number(place.field, place.whole, target.whole, true) });
      } else if (NUMERIC.has(place.field.type) && place.field.numbers.length === 0) {
        number(place.field, place.value, target.value, false);
      } else if (place.field.type === "text") {
        this.words[place.value] = new WordDictionary(place.field, rules, known);
      } else {
        this.kinds[place.value] = Kind.word;
        this.targets[place.value] = target;
        this.words[place.value] = new WordDictionary(place.field, rules, known);
      }
    }
    for (const [place, kind] of this.kinds.entries())
      if (kind === Kind.text) this.words[place] ??= new WordDictionary(undefined, rules, known);
  }

  /** Makes the columns ready for a batch. */
  start(): void {
    this.hot.take(this.numbers, this.ratios);
    for (const { value, whole } of this.fields.values()) for (const column of [value, whole]) column.start(1);
    for (const number of this.numbers) number?.column.start(number.scale);
  }

  /** Empties a row that is about to be read another way. */
  clear(row: number): void {
    for (const column of this.fields.values()) column.set(row, { is: "missing" });
  }
}

/** A column of texts that stay in the bytes of their rows. */
class TextColumn extends FieldColumn {
  readonly #read: (row: number) => Cell;

  constructor(read: (row: number) => Cell) {
    super("text");
    this.#read = read;
  }

  override get(row: number): Cell {
    return this.#read(row);
  }

  override set(): void {}
}

/** Rows of a batch, as places in the bytes at hand. */
export class RowPlaces {
  readonly wards: Int32Array = new Int32Array(BATCH_ROWS);
  readonly starts: Int32Array = new Int32Array(BATCH_ROWS);
  readonly ends: Int32Array = new Int32Array(BATCH_ROWS);
  readonly wardStarts: Int32Array = new Int32Array(BATCH_ROWS);
  readonly wardEnds: Int32Array = new Int32Array(BATCH_ROWS);
  readonly nameStarts: Int32Array = new Int32Array(BATCH_ROWS);
  readonly nameEnds: Int32Array = new Int32Array(BATCH_ROWS);
  readonly lines: Float64Array = new Float64Array(BATCH_ROWS);
}
