import { levelOrder } from "../analysis/ranking.ts";
import { STATUS_NAMES } from "../engine/status.ts";
import { fold } from "../fold.ts";
import { element } from "./element.ts";
import type { PlacedWard } from "./report-model.ts";
import { type View, wardsOfPeriod } from "./state.ts";

/** Name or code, level, and what became of one criterion. */
export function filterForm({ model, state, words }: View, changed: () => void): HTMLElement {
  const { standard } = model;
  const text = element("input", { type: "search", id: "filter-text", value: state.text, autocomplete: "off" });
  text.addEventListener("input", () => {
    state.text = text.value;
    changed();
  });
  const choice = (
    id: string,
    now: string,
    options: readonly (readonly [string, string])[],
    set: (value: string) => void,
  ) => {
    const select = element("select", { id });
    for (const [value, label] of [["", words.say("page/all")] as const, ...options])
      select.append(element("option", { value, selected: value === now }, label));
    select.addEventListener("change", () => {
      set(select.value);
      changed();
    });
    return select;
  };
  const levels = levelOrder(standard).flatMap((id) => (id === null ? [] : [[id, words.level(id)] as const]));
  const labelled = (id: string, label: string, control: HTMLElement) =>
    element("div", {}, element("label", { for: id }, label), control);
  return element(
    "div",
    { class: "filters", role: "search", "aria-label": words.say("page/filter") },
    labelled("filter-text", words.say("page/filter-text"), text),
    ...(standard.levels.length === 0
      ? []
      : [
          labelled(
            "filter-level",
            words.say("page/level"),
            choice("filter-level", state.level, levels, (value) => (state.level = value)),
          ),
        ]),
    labelled(
      "filter-criterion",
      words.say("criterion"),
      choice(
        "filter-criterion",
        state.criterion,
        standard.criteria.map(({ id, title }) => [id, `${id} ${words.text(title)}`] as const),
        (value) => (state.criterion = value),
      ),
    ),
    labelled(
      "filter-status",
      words.say("page/status"),
      choice(
        "filter-status",
        state.status,
        STATUS_NAMES.map((status) => [status, words.say(`status/${status}`)] as const),
        (value) => (state.status = STATUS_NAMES.find((status) => status === value) ?? ""),
      ),
    ),
  );
}

/** Letters without their marks: who searches types `phuong` as often as `Phường`. */
const plain = (text: string): string => fold(text).normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");

/** The wards of the period that the filter lets through. */
export function matching(view: View): PlacedWard[] {
  const { text, level, criterion, status } = view.state;
  const wanted = plain(text);
  return wardsOfPeriod(view).filter(({ result }) => {
    if (wanted !== "" && !plain(result.name).includes(wanted) && !plain(result.ward).includes(wanted)) return false;
    if (level !== "" && result.level !== level) return false;
    if (status === "") return true;
    const looked = result.nodes.filter(({ id, parent }) => (criterion === "" ? parent === null : id === criterion));
    return looked.some((node) => node.status === status);
  });
}
