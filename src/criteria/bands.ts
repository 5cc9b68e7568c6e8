import { add, compare, equal, type Fraction, ONE } from "../exact/fraction.ts";
import type { Domain } from "./domain.ts";
import type { Band } from "./model.ts";

/** What is wrong with two neighbouring bands, or with the bands and the ends of the domain. */
export type BandFault = "overlap" | "gap";

/** Orders bands from low to high; open lower ends come first. */
export function sortedBands(bands: readonly Band[]): Band[] {
  return bands.toSorted((a, b) => {
    if (a.low === undefined || b.low === undefined)
      return (a.low === undefined ? 0 : 1) - (b.low === undefined ? 0 : 1);
    return compare(a.low, b.low) || Number(b.lowClosed) - Number(a.lowClosed);
  });
}

/** Faults of a scale: every value of the domain must lie in exactly one band. */
export function bandFaults(bands: readonly Band[], domain: Domain): BandFault[] {
  const sorted = sortedBands(bands);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return [];
  const faults: BandFault[] = [];
  if (!reaches(first.low, first.lowClosed, domain.low, -1)) faults.push("gap");
  for (const [index, band] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next === undefined) continue;
    if (band.high === undefined || next.low === undefined) faults.push("overlap");
    else {
      const order = compare(band.high, next.low);
      if (order > 0 || (order === 0 && band.highClosed && next.lowClosed)) faults.push("overlap");
      else if (!touches(band, next, domain.whole === true)) faults.push("gap");
    }
  }
  if (!reaches(last.high, last.highClosed, domain.high, 1)) faults.push("gap");
  return faults;
}

/** Is nothing left out between two bands? Between n and n + 1 there is no whole number. */
function touches(band: Band, next: Band, whole: boolean): boolean {
  if (band.high === undefined || next.low === undefined) return true;
  const order = compare(band.high, next.low);
  if (order === 0) return band.highClosed || next.lowClosed;
  const neighbours = equal(add(band.high, ONE), next.low) && band.high.d === 1n;
  return whole && neighbours && band.highClosed && next.lowClosed;
}

/** Does the outermost band reach the domain's end on its side? */
function reaches(end: Fraction | undefined, closed: boolean, domainEnd: Fraction | undefined, side: 1 | -1): boolean {
  if (end === undefined) return true;
  if (domainEnd === undefined) return false;
  const order = compare(end, domainEnd) * side;
  return order > 0 || (order === 0 && closed);
}

/** Does the band hold the value? */
export function holds(band: Band, value: Fraction): boolean {
  const { low, high } = band;
  const fromLow = low === undefined ? 1 : compare(value, low);
  const fromHigh = high === undefined ? -1 : compare(value, high);
  return (fromLow > 0 || (fromLow === 0 && band.lowClosed)) && (fromHigh < 0 || (fromHigh === 0 && band.highClosed));
}

/** Can the band hold any value of the domain? */
export function meets(band: Band, domain: Domain): boolean {
  const below = band.high !== undefined && domain.low !== undefined ? compare(band.high, domain.low) : 1;
  const above = band.low !== undefined && domain.high !== undefined ? compare(band.low, domain.high) : -1;
  return (below > 0 || (below === 0 && band.highClosed)) && (above < 0 || (above === 0 && band.lowClosed));
}
