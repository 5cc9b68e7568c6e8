import { Status } from "./status.ts";

export const STATUS_CODES = 8;

/** Counts one status. @param counts how often each code occurred */
export function count(counts: Float64Array, status: number = Status.unknown): void {
  counts[status] = (counts[status] ?? 0) + 1;
}
