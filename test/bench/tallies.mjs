// What the product and every peer must agree in: how many wards reach each level, and how often each node is met, not
// met and unknown. Written as lines `level silver 120`, `1.1 not_met 14`, in one order.

export class Tallies {
  #counts = new Map();

  add(of, value, count = 1) {
    const key = `${of} ${value}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
  }

  text() {
    const lines = [...this.#counts].filter(([, count]) => count > 0).map(([key, count]) => `${key} ${count}\n`);
    return lines.toSorted().join("");
  }
}

/** The lines of levels alone, in one order: some peers count nothing else. */
export const levelsOf = (text) =>
  text
    .split("\n")
    .filter((line) => line.startsWith("level "))
    .toSorted()
    .join("\n");
