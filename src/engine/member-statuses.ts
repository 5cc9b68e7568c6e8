import { batchRows, newTable, newWholes } from "../exact/column-memory.ts";
import { addFromTable } from "../exact/table-loops.ts";
import { Status } from "./status.ts";

/** The statuses of so many members stand in a pattern one by one. */
const MOST_APART = 4;
const STATUS_BITS = 3;
/** With more members it is counted how many there are of each status, the counts side by side in one whole number. */
const COUNT_BITS = 6;
const MOST_COUNTED = 2 ** COUNT_BITS - 1;
const STATUSES = Array.from({ length: 8 }, (_, status) => status);
const COUNTED = STATUSES.map((status) => {
  if (status === Status.met || status === Status.waived) return 1;
  const place = ([Status.notMet, Status.unknown, Status.perhaps, Status.waivedPerhaps] as number[]).indexOf(status);
  return place < 0 ? 0 : 1 << (COUNT_BITS * (place + 1));
});

/** The statuses of some nodes, in each row as one pattern: a rule that goes by how they stand has one result for each. */
export class MemberStatuses {
  readonly members: readonly Uint8Array[];
  /** the pattern of each row */
  readonly patterns: Int32Array = newWholes(batchRows());

  /** by member, what each of its statuses adds to a pattern */
  readonly #tables: readonly Int32Array[];

  constructor(members: readonly Uint8Array[]) {
    this.members = members;
    const counted = newTable(newWholes, COUNTED);
    this.#tables = members.map((_, place) =>
      this.areApart
        ? newTable(
            newWholes,
            STATUSES.map((status) => status << (place * STATUS_BITS)),
          )
        : counted,
    );
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
    if (this.areTooMany) return;
    for (const [place, member] of this.members.entries())
      addFromTable(member, this.#tables[place] as Int32Array, this.patterns, place === 0, rows);
  }
}
