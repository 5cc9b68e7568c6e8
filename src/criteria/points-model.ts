import type { Fraction } from "../exact/fraction.ts";
import type { Text } from "../text.ts";
import type { Formula, Provenance } from "./model.ts";

export type NotApplicableMode = "exclude" | "full" | "zero";

/** One step of a scale: points for values between two bounds; an absent bound is open. */
export interface Band {
  readonly low?: Fraction;
  readonly lowClosed: boolean;
  readonly high?: Fraction;
  readonly highClosed: boolean;
  readonly points: Fraction;
  readonly label?: Text;
  readonly provenance: Provenance;
}

/** How a node earns points. */
export type Points = {
  readonly round?: number;
  readonly notApplicable?: NotApplicableMode;
} & (
  | { readonly form: "status"; readonly met: Fraction; readonly notMet: Fraction }
  | { readonly form: "proportional"; readonly max: Fraction; readonly clamp: boolean }
  | { readonly form: "linear"; readonly max: Fraction; readonly zeroAt: Fraction; readonly fullAt: Fraction }
  | { readonly form: "bands"; readonly bands: readonly Band[] }
  | {
      readonly form: "value";
      readonly value: Formula;
      readonly min: Fraction;
      readonly max: Fraction;
      readonly clamp: boolean;
    }
  /** a group: the sum or mean of its children's points, perhaps not below a floor; `max` is declared and checked */
  | { readonly form: "children"; readonly min?: Fraction; readonly max?: Fraction }
);
