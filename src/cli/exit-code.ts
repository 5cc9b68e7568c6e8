/** What a run came to, as far as its exit code goes. */
export interface Ending {
  /** a fault of the program */
  readonly fault?: boolean;
  /** wrong usage, no such file, invalid criteria */
  readonly usage?: boolean;
  /** an output could not be written */
  readonly output?: boolean;
  /** data refused: nothing judged, nothing written */
  readonly refused?: boolean;
  /** judged without the rows that have errors, as was asked for */
  readonly partial?: boolean;
  /** a person interrupted */
  readonly interrupted?: boolean;
  /** a check that was asked for failed */
  readonly failed?: boolean;
}

/** The exit code; of several causes the one that matters most: 70 > 130 > 2 > 74 > 3 > 4 > 1. */
export function exitCodeOf({ fault, usage, output, refused, partial, interrupted, failed }: Ending): number {
  if (fault === true) return 70;
  if (interrupted === true) return 130;
  if (usage === true) return 2;
  if (output === true) return 74;
  if (refused === true) return 3;
  if (partial === true) return 4;
  return failed === true ? 1 : 0;
}
