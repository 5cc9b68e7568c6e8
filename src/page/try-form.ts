import type { TriedFigure } from "../analysis/changed-ward.ts";
import type { Field } from "../criteria/model.ts";
import type { CellResult, WardResult } from "../engine/result.ts";
import type { Cell } from "../intake/table.ts";
import { choicesOf, readAnswer, textOfCell } from "../interview/answer.ts";
import { faultText } from "../interview/question.ts";
import { cellText } from "../report/exact-words.ts";
import { list } from "./blocks.ts";
import { element } from "./element.ts";
import { type PlacedWard, withChanges } from "./report-model.ts";
import { addressOf, type View } from "./state.ts";

/**
 * A form to try other figures of a ward: typed as in the interview, judged by the engine that judged the ward. Nothing
 * of the report changes.
 */
export function tryForm({ place, result }: PlacedWard, view: View): HTMLElement {
  const { model, state, words } = view;
  const tried = state.tried.get(place) ?? new Map<string, string>();
  state.tried.set(place, tried);
  const outcome = element("div", { class: "outcome", role: "status" });
  const current = result.cells.filter(({ period }) => period === null);
  const rows = current.flatMap((cell): Row[] => {
    const field = model.standard.fields.get(cell.field);
    return field === undefined ? [] : [tryRow(cell, field, `${addressOf(place)}-${cell.field}`, view)];
  });
  const judge = () => {
    const changes = new Map<string, TriedFigure>();
    for (const { field, control, before, row, fault } of rows) {
      const isChanged = control.value !== before;
      row.classList.toggle("changed", isChanged);
      if (isChanged) tried.set(field.id, control.value);
      else tried.delete(field.id);
      const read = isChanged ? readTyped(field, control.value, view) : undefined;
      fault.textContent = read?.problem ?? "";
      control.setAttribute("aria-invalid", read?.problem === undefined ? "false" : "true");
      if (read?.cell !== undefined) changes.set(field.id, { cell: read.cell, text: control.value });
    }
    const isUnread = rows.some(({ fault }) => fault.textContent !== "");
    outcome.replaceChildren(
      ...(tried.size === 0 ? [] : isUnread ? [words.say("page/try-unread")] : [outcomeOf(result, changes, view)]),
    );
  };
  for (const { field, control } of rows) {
    control.value = tried.get(field.id) ?? control.value;
    control.addEventListener("change", judge);
  }
  const reset = element("button", { type: "button" }, words.say("page/try-reset"));
  reset.addEventListener("click", () => {
    for (const { control, before } of rows) control.value = before;
    judge();
  });
  if (tried.size > 0) judge();
  return element(
    "details",
    { class: "try", open: tried.size > 0 },
    element("summary", {}, words.say("page/try")),
    element("p", {}, words.say("page/try-means")),
    outcome,
    element(
      "div",
      { class: "scroll", tabindex: 0, role: "group", "aria-label": words.say("page/try") },
      element(
        "table",
        {},
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            element("th", { scope: "col" }, words.say("page/figure")),
            element("th", { scope: "col" }, words.say("page/reported")),
            element("th", { scope: "col" }, words.say("page/tried")),
          ),
        ),
        element("tbody", {}, ...rows.map(({ row }) => row)),
      ),
    ),
    element("p", {}, reset),
  );
}

interface Row {
  readonly field: Field;
  readonly control: HTMLInputElement | HTMLSelectElement;
  /** what the control holds for the reported figure */
  readonly before: string;
  readonly row: HTMLElement;
  readonly fault: HTMLElement;
}

/** The values of a drop-down's options, which no language changes: a choice's place, or one of these. */
const [MISSING, NOT_APPLICABLE] = ["", "not applicable"] as const;

function tryRow({ cell }: CellResult, field: Field, id: string, view: View): Row {
  const { words } = view;
  const label = words.text(field.label);
  const choices = choicesOf(field, words.language);
  const control = choices.length > 0 ? dropDown(id, field, choices, words) : textInput(id);
  control.value = choices.length > 0 ? optionOf(cell) : typedOf(cell, field, words);
  const before = control.value;
  const fault = element("span", { id: `${id}-fault`, class: "fault" });
  const unit = field.type === "percent" ? "%" : words.text(field.unit);
  const row = element(
    "tr",
    {},
    element("th", { scope: "row" }, element("label", { for: id }, unit === "" ? label : `${label} (${unit})`)),
    element("td", {}, cellText(cell, field.id, words)),
    element(
      "td",
      {},
      control,
      " ",
      element("span", { class: "changed-mark" }, words.say("page/try-changed")),
      " ",
      fault,
    ),
  );
  return { field, control, before, row, fault };
}

const textInput = (id: string): HTMLInputElement =>
  element("input", { id, type: "text", autocomplete: "off", "aria-describedby": `${id}-fault` });

function dropDown(id: string, field: Field, choices: readonly string[], words: View["words"]): HTMLSelectElement {
  const options: (readonly [string, string])[] = [
    [MISSING, words.say("cell/missing")],
    ...choices.map((choice, place) => [String(place), choice] as const),
    ...(field.notApplicable ? [[NOT_APPLICABLE, words.say("status/not_applicable")] as const] : []),
  ];
  return element(
    "select",
    { id, "aria-describedby": `${id}-fault` },
    ...options.map(([value, label]) => element("option", { value }, label)),
  );
}

function optionOf(cell: Cell): string {
  if (cell.is === "not_applicable") return NOT_APPLICABLE;
  if (cell.is === "truth") return cell.value ? "0" : "1";
  return cell.is === "number" ? String(cell.value.n) : MISSING;
}

/** A figure as a person would type it. */
function typedOf(cell: Cell, field: Field, words: View["words"]): string {
  if (cell.is === "not_applicable") return "Không áp dụng";
  const text = textOfCell(cell, field) ?? "";
  // Without marks between thousands: what stands there can be changed in one digit and read again.
  return field.type === "date" || field.type === "text" || words.language === "en" ? text : text.replace(/\./g, ",");
}

/** What was picked, or typed and read as the interview reads it; nothing is a missing figure. */
function readTyped(field: Field, typed: string, { words }: View): { readonly cell?: Cell; readonly problem?: string } {
  if (typed.trim() === MISSING) return { cell: { is: "missing" } };
  if (typed === NOT_APPLICABLE) return { cell: { is: "not_applicable" } };
  // A choice is what it is, even where its word means something else elsewhere.
  if (field.type === "boolean") return { cell: { is: "truth", value: typed === "0" } };
  if (field.type === "choice") return { cell: { is: "number", value: { n: BigInt(typed), d: 1n } } };
  const read = readAnswer(field, typed, words.language);
  switch (read.is) {
    case "answer":
      return { cell: read.cell };
    case "doubtful":
      return { problem: words.say("page/try-doubtful", { shown: cellText(read.cell, field.id, words) }) };
    case "not_applicable":
      return { cell: { is: "not_applicable" } };
    case "half":
      return { problem: words.say("page/try-half") };
    case "wrong":
      return { problem: faultText(read.problem, words) };
  }
}

/** The verdict before and after, and every criterion that changed. */
function outcomeOf(before: WardResult, changes: ReadonlyMap<string, TriedFigure>, { model, words }: View): HTMLElement {
  const { ward: after, problems } = withChanges(model, before, changes);
  if (after === undefined)
    return element(
      "div",
      {},
      element("p", {}, words.say("page/try-refused")),
      list(problems.map((one) => words.problem(one))),
    );
  const beside = (one: string, other: string) => (one === other ? one : `${one} → ${other}`);
  const lines = [
    ...(after.level === null
      ? []
      : [words.say("explain/level", { level: beside(words.level(before.level ?? ""), words.level(after.level)) })]),
    ...(after.level === "undetermined" ? [words.possible(after)] : []),
    ...(after.score === null || before.score === null
      ? []
      : [`${words.say("column/score")}: ${beside(words.points(before.score), words.points(after.score))}`]),
    `${words.say("column/met")}: ${beside(shareOf(before), shareOf(after))}`,
    ...after.nodes.flatMap((node, place) => {
      const was = before.nodes[place];
      if (was === undefined || was.status === node.status) return [];
      const statuses = beside(words.say(`status/${was.status}`), words.say(`status/${node.status}`));
      return [`${node.id} ${words.title(node.id)}: ${statuses}`];
    }),
  ];
  return element(
    "div",
    { "data-level": after.level ?? "" },
    element("h4", {}, words.say("page/try-result")),
    list(lines),
  );
}

const shareOf = ({ criteria }: WardResult): string => `${criteria.met}/${criteria.of}`;
