/** What loops know of wards, by the number that a ward has, or by the five digits of its code. */
export interface KnownWards {
  /** one more than the number of the ward with these digits; 0 where there is none */
  readonly byNumber: Int32Array;
  /** where names lie in the arena, and their lengths in bytes */
  readonly names: Int32Array;
  readonly nameLengths: Int32Array;
  /** 1 for wards each of whose rows is looked at with care */
  readonly oddNames: Uint8Array;
  readonly arena: Uint8Array;
  /** a bit for each ward that has a row in the period, and which bit it is */
  readonly bits: Int32Array;
  readonly bit: number;
}

/** Where the texts of rows begin that tell whose they are, among all texts; -1 where rows have none. */
export interface WardTexts {
  readonly ward: number;
  readonly name: number;
  readonly period: number;
}
