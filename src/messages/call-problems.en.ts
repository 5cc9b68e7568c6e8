import type { ProblemCode } from "../problem.ts";

/** A problem of a call, an output, a draft or a decision. */
export type CallProblemCode = Extract<ProblemCode, `${"usage" | "draft" | "decision" | "output"}/${string}`>;

/** What can be wrong with calls, outputs, drafts and decisions and what to do, in English; `{name}` stands for an argument. */
export const callProblems: Readonly<Record<CallProblemCode, string>> = {
  "decision/bad-period": 'the period "{seen}" cannot be read → write it like {example}',
  "decision/not-judged":
    "the decision on {ward} in {period} is for a ward that is not judged here → check its code and period",
  "decision/twice": "ward {ward} has two decisions in {period} → keep the one in force",
  "draft/after-finalised":
    "lines follow the one that finalises the assessment → restore the file from a copy; a correction is a new version (--correct)",
  "draft/cannot-open":
    "nothing can be written beside the draft ({detail}) → make room or rights, or choose another folder with --drafts",
  "draft/chain-broken":
    "line {line} is not the one that was written: the draft was changed afterwards → restore the file from a copy; it was not touched",
  "draft/empty": "the draft has no whole line → begin again with model-ward assess",
  "draft/evidence-no-file": "there is no such file of at most 2 GB → check its name",
  "draft/evidence-outside": "the file lies outside the folder of the draft → copy it into {folder}",
  "draft/left-out-applies":
    "the answer to {id} of ward {ward} is left out as not applying, but by this standard it applies → correct the self-assessment: model-ward assess --correct",
  "draft/line-changed": "this line is not as it was written → restore the file from a copy; it was not touched",
  "draft/locked": "process {pid} on {host} has the draft open since {started} → end it there, then run this again",
  "draft/no-answers": "no row is for ward {ward} in {period} → check the code and the period of the file",
  "draft/not-a-line": "this is no line of a draft: {seen} → restore the file from a copy; it was not touched",
  "draft/not-finalised":
    "this self-assessment is not finalised: answers may still be lacking → finish it with model-ward assess",
  "draft/not-saved":
    "the draft could not be written ({detail}): the answer typed last is not saved, all before it are → make room or choose another folder with --drafts, then go on",
  "draft/not-utf8": "the draft has bytes that are no UTF-8 → restore the file from a copy; it was not touched",
  "draft/other-standard":
    "the self-assessment was answered for {seen}, or for an earlier text of it → judge it with that standard, or go on with it in model-ward assess",
  "draft/other-verdict":
    '{ward}: the self-assessment was finalised with the verdict "{said}", and is judged as "{seen}" → give the files of earlier periods that it was made with, and the same standard',
  "draft/too-long": "the draft has more than {most} lines → it was hardly made by answering questions",
  "draft/written-meanwhile":
    "somebody else has written to the draft since it was read: the answer typed last is not saved, and nothing of theirs was touched → end the other program, then go on",
  "output/failed": "cannot be written ({detail}) → {advice}",
  "usage/already-final": "this self-assessment is finalised → to correct it: {command}",
  "usage/ambiguous-standard": "{seen} has several versions that fit: {values} → name one, such as --criteria {example}",
  "usage/answers-missing":
    "{count} answers are missing, and nobody can be asked here: {ids} → run it at a terminal, or give them with --answers FILE, a CSV with the columns ward_code, period, field, value (an empty value: no figure yet)",
  "usage/appraisal-pair": "--self and --appraised go together, and without other ward files → name both",
  "usage/assess-needs":
    "it is not said whose assessment it is → give {values}, such as model-ward assess --criteria vn/law-access@2025 --ward 14797 --period 2026",
  "usage/bad-value": '{option}: "{seen}" is not valid → {wanted}',
  "usage/cut-result":
    "the saved result holds {count} of {all} results (--top), too few for {format} → evaluate again and save without --top",
  "usage/too-many-wards":
    "{count} results, and {format} holds {most} → choose with --period, --ward or --where, or use csv or json",
  "usage/binary-needs-output": "{format} is no text for the screen → name a file with -o",
  "usage/cannot-read": "the file cannot be read ({detail}) → check path and permissions",
  "usage/command": "wrong usage: {detail} → see --help",
  "usage/correct-draft":
    "this self-assessment is not finalised, so there is nothing to correct → go on with it by --ward and --period",
  "usage/no-criteria": "no standard is named → add --criteria, or name one in model-ward.yaml",
  "usage/no-such-indicator": "the standard has no criterion or indicator {seen} → did you mean {suggestion}?",
  "usage/no-such-level": "there is no level {seen} → there is: {values}",
  "usage/no-such-standard": "there is no standard {seen} → bundled: {values}, or a path",
  "usage/no-such-ward": "there is no ward {seen} in the data → nearest: {suggestion}; check code or name",
  "usage/no-ward-file": "no ward file is named → give one, or --self and --appraised",
  "usage/not-in-force":
    "{seen} is not in force in {period} → choose another standard or period; model-ward criteria list shows when they are",
  "usage/output-is-input": "the output {seen} is an input → choose another name",
  "usage/output-twice": "the output {seen} is named twice → remove one",
  "usage/saved-carries":
    "a saved result carries its standard, waivers, day and way of reading itself → leave {values} out, or give the ward files",
  "usage/template-file": "the form is {format} but the output is {seen} → give the file the ending .{format}",
  "usage/unknown-format": "there is no format {seen} → there is: {values}",
  "usage/which-standard":
    "it is not clear which standard to use → add --criteria with a .yaml file of your own, or a bundled one (in brackets: fields that have a column): {values}",
};
