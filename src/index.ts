export type { Standard } from "./criteria/model.ts";
export type {
  ConditionExplanation,
  LevelExplanation,
  NodeExplanation,
  ThresholdUsed,
  WardExplanation,
} from "./engine/explain.ts";
export type { CellResult, Matter, NodeResult, NodeValue, NotJudged, Summary, WardResult } from "./engine/result.ts";
export type { StatusName } from "./engine/status.ts";
export type { Step, Traced, TracedItem } from "./engine/trace.ts";
export type { Fraction } from "./exact/fraction.ts";
export type { Fault } from "./expression/fault.ts";
export type { Cell, Origin, WardTable } from "./intake/table.ts";
export {
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  explain,
  readWards,
  type WardFileGiven,
  type WardsRead,
} from "./library/evaluate.ts";
export {
  type Absent,
  type EvaluatedExpression,
  type ExactGiven,
  type ExpressionValue,
  evaluateExpression,
  type NamedValue,
} from "./library/expression.ts";
export { type CriteriaFile, type LoadedStandard, loadStandard } from "./library/standard.ts";
export { sayProblem } from "./messages/say.ts";
export type { Problem, Severity } from "./problem.ts";
export type { Language, Text } from "./text.ts";
