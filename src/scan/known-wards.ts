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
  // Where new wards go beside that.
  /** where codes lie in the arena, and their lengths in bytes */
  readonly codes: Int32Array;
  readonly codeLengths: Int32Array;
  /** the number of the period that a ward's first name stood in */
  readonly named: Uint16Array;
  /** words that names may have (name-words.ts) */
  readonly words: Uint8Array;
  /** as many wards as may be, none when no new ones are to be added; how many there are, and how much of the arena they take */
  readonly most: number;
  readonly count: number;
  readonly used: number;
}

/** Where the texts of rows begin that tell whose they are, among all texts; -1 where rows have none. */
export interface WardTexts {
  readonly ward: number;
  readonly name: number;
  readonly period: number;
}
