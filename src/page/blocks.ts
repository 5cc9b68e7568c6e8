import type { StatusName } from "../engine/status.ts";
import type { Block } from "../report/document.ts";
import { MARKS, type Words } from "../report/words.ts";
import { type Child, drawing, element } from "./element.ts";

/** A status as a mark that is read out as a word; never a colour alone. */
export function statusMark(status: StatusName, words: Words): HTMLElement {
  const name = words.say(`status/${status}`);
  return element("span", { class: `mark ${status}`, role: "img", "aria-label": name, title: name }, MARKS[status]);
}

/** A list of texts. */
export const list = (items: readonly Child[], className?: string): HTMLElement =>
  element("ul", { class: className }, ...items.map((item) => element("li", {}, item)));

/** A piece of a report as elements; headings are of the level that is asked for. */
export function blockElement(block: Block, heading: "h3" | "h4"): HTMLElement {
  switch (block.is) {
    case "heading":
      return element(heading, {}, block.text);
    case "paragraph":
      return element("p", { class: block.notice === true ? "notice" : undefined }, block.text);
    case "list":
      return list(block.items);
    case "figures":
      return element(
        "p",
        {},
        block.title === undefined ? undefined : `${block.title} `,
        block.items.map(({ label, value }) => `${value} ${label}`).join(" · "),
      );
    case "bars":
      return list(block.items.map(({ label, value, of }) => `${label}: ${value}/${of}`));
    case "trends":
      return list(
        block.items.map(
          ({ label, points }) => `${label}: ${points.map(({ period, text }) => `${period} ${text}`).join(" → ")}`,
        ),
      );
    case "table":
      return element(
        "div",
        {
          class: "scroll",
          tabindex: 0,
          role: "group",
          "aria-label": block.columns.map(({ title }) => title).join(", "),
        },
        element(
          "table",
          {},
          element(
            "thead",
            {},
            element("tr", {}, ...block.columns.map(({ title }) => element("th", { scope: "col" }, title))),
          ),
          element(
            "tbody",
            {},
            ...block.groups.flatMap(({ rows }) =>
              rows.map((row) =>
                element(
                  "tr",
                  {},
                  ...block.columns.map(({ align }, place) =>
                    element("td", { class: align === "right" ? "number" : undefined }, row[place]?.text ?? ""),
                  ),
                ),
              ),
            ),
          ),
        ),
      );
  }
}

/** A bar of so much of a whole, for figures that stand beside it in words. */
export function bar(value: number, of: number, className: string): SVGElement {
  const width = of === 0 ? 0 : (value / of) * 100;
  return drawing(
    "svg",
    { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    drawing("rect", { class: "track", x: 0, y: 0, width: 100, height: 10 }),
    drawing("rect", { class: className, x: 0, y: 0, width, height: 10 }),
  );
}

const DRAWN: readonly StatusName[] = ["not_met", "unknown", "not_applicable", "scored", "waived", "met"];

/** The statuses beside one another; the figures stand in the row. */
export function stackedBar(counts: Readonly<Record<StatusName, number>>, of: number): SVGElement {
  let x = 0;
  const parts = DRAWN.map((status) => {
    const width = of === 0 ? 0 : (counts[status] / of) * 100;
    const part = drawing("rect", { class: status, x, y: 0, width, height: 10 });
    x += width;
    return part;
  });
  return drawing(
    "svg",
    { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    ...parts,
  );
}
