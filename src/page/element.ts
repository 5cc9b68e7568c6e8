import { visible } from "../messages/visible.ts";

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
export type Child = Node | string | readonly Child[] | undefined;

/** An element with attributes and children. Texts become text nodes, with control and direction marks shown. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  return filled(document.createElement(tag), attributes, children);
}

const SVG = "http://www.w3.org/2000/svg";

/** An element of a drawing. */
export function drawing<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled<One extends Element>(one: One, attributes: Attributes, children: readonly Child[]): One {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    one.setAttribute(name, value === true ? "" : typeof value === "string" ? visible(value) : String(value));
  }
  append(one, children);
  return one;
}

function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined) continue;
    if (typeof child === "string") parent.append(visible(child));
    else if (child instanceof Node) parent.append(child);
    else append(parent, child);
  }
}
