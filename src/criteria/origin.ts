import type { Standard } from "./model.ts";

const LISTS = new Set(["indicators", "parts"]);
const SEPARATOR = " › ";

/** The standard that a criterion, indicator or part was last changed by, where several are laid over one another. */
export function originOfNode({ layers }: Standard, id: string): string | undefined {
  return lastWith(layers, (path) => {
    if (path.length === 1) return path[0] === "criteria";
    const place = path.lastIndexOf(id);
    return place > 0 && path[0] === "criteria" && !path.slice(place).some((one) => LISTS.has(one));
  });
}

/** The same for a parameter. */
export const originOfParameter = ({ layers }: Standard, id: string): string | undefined =>
  lastWith(layers, (path) => path[0] === "parameters" && (path.length === 1 || path[1] === id));

function lastWith(layers: Standard["layers"], has: (path: readonly string[]) => boolean): string | undefined {
  const found = layers.findLast(({ parts }) => parts.some((part) => has(part.split(SEPARATOR))));
  return (found ?? layers[0])?.standard;
}
