import { BATCH_ROWS } from "../exact/column.ts";
import { Status } from "./status.ts";

/** The statuses of so many members stand in a pattern one by one. */
const MOST_APART = 4;
const STATUS_BITS = 3;
/** With more members it is counted how many there are of each status, the counts side by side in one whole number. */
const COUNT_BITS = 6;
const MOST_COUNTED = 2 ** COUNT_BITS - 1;
const COUNTED = Int32Array.from({ length: 8 }, (_, status) => {
  if (status === Status.met || status === Status.waived) return 1;
  const place = ([Status.notMet, Status.unknown, Status.perhaps, Status.waivedPerhaps] as number[]).indexOf(status);
  return place < 0 ? 0 : 1 << (COUNT_BITS * (place + 1));
});

/** The statuses of some nodes, in each row as one pattern: a rule that goes by how they stand has one result for each. */
export class MemberStatuses {
  readonly members: readonly Uint8Array[];
  /** the pattern of each row */
  readonly patterns: Int32Array = new Int32Array(BATCH_ROWS);

  constructor(members: readonly Uint8Array[]) {
    this.members = members;
  }

  /** Does a pattern tell the status of each member, and not only how many have it? */
  get areApart(): boolean {
    return this.members.length <= MOST_APART;
  }

  /** Are there too many members for patterns? */
  get areTooMany(): boolean {
    return this.members.length > MOST_COUNTED;
  }

  /** Makes the patterns of the first `rows` rows. */
  fill(rows: number): void {
    const { patterns, members } = this;
    const [a, b, c] = members;
    if (members.length === 3 && a !== undefined && b !== undefined && c !== undefined) {
      for (let row = 0; row < rows; row++)
        patterns[row] = (a[row] ?? 0) | ((b[row] ?? 0) << STATUS_BITS) | ((c[row] ?? 0) << (2 * STATUS_BITS));
      return;
    }
    patterns.fill(0, 0, rows);
    if (this.areTooMany) return;
    if (this.areApart)
      for (const [place, member] of members.entries()) {
        const shift = place * STATUS_BITS;
        for (let row = 0; row < rows; row++) patterns[row] = (patterns[row] ?? 0) | ((member[row] ?? 0) << shift);
      }
    else
      for (const member of members)
        for (let row = 0; row < rows; row++) patterns[row] = (patterns[row] ?? 0) + (COUNTED[member[row] ?? 0] ?? 0);
  }
}
