import { isMap, isScalar, isSeq, type Node, type Pair, type Scalar, YAMLMap, YAMLSeq } from "yaml";

/** How a list of named things is merged: by which key its items are known. */
export type ListKey = "id" | "name";

/** Lists whose items have a name of their own; all others are replaced as a whole. */
export const NAMED_LISTS: Readonly<Record<string, ListKey>> = {
  criteria: "id",
  indicators: "id",
  parts: "id",
  checks: "id",
  adjustments: "id",
  disqualifiers: "id",
  levels: "id",
  examples: "name",
};

/** Maps that are merged key by key; all others, such as points and texts in two languages, are replaced as a whole. */
export const MERGED_MAPS: ReadonlySet<string> = new Set([
  "basis",
  "in_force",
  "assesses",
  "period",
  "scoring",
  "fields",
  "parameters",
  "require",
]);

/** Maps of things by name, whose values are merged key by key themselves. */
export const NAMED_MAPS: ReadonlySet<string> = new Set(["fields", "parameters"]);

export type MapPair = Pair<Scalar, Node | null>;
export const pairsOf = (map: YAMLMap): MapPair[] => map.items as unknown as MapPair[];

/** A scalar's word, or undefined for anything else. */
export const wordOf = (node: unknown): string | undefined =>
  isScalar(node) && node.value !== null ? String(node.value).trim() : undefined;

export function pairNamed(map: YAMLMap, key: string): MapPair | undefined {
  return pairsOf(map).find((pair) => wordOf(pair.key) === key);
}

/** The name that an item of a list is known by: its id, or its text in Vietnamese. */
export function nameOfItem(item: unknown, key: ListKey): string | undefined {
  if (!isMap(item)) return undefined;
  const value = pairNamed(item, key)?.value;
  return (
    wordOf(value) ?? (isMap(value) ? wordOf((pairNamed(value, "vi") ?? pairNamed(value, "en"))?.value) : undefined)
  );
}

/** Notices add up: an overlay cannot silence what its base says of itself. */
export function joined(base: Node, overlay: Node): YAMLSeq {
  const list = new YAMLSeq();
  list.range = overlay.range ?? null;
  list.items = [base, overlay].flatMap((node) => (isSeq(node) ? node.items : [node]));
  return list;
}

/** The named things below a new one, as paths. */
export function namesBelow(item: Node, path: string): string[] {
  if (!isMap(item)) return [];
  return pairsOf(item).flatMap((pair) => {
    const key = wordOf(pair.key) ?? "";
    const listKey = NAMED_LISTS[key];
    if (listKey === undefined || !isSeq(pair.value)) return [];
    return (pair.value.items as Node[]).flatMap((one) => {
      const at = `${path} › ${key} › ${nameOfItem(one, listKey) ?? ""}`;
      return [at, ...namesBelow(one, at)];
    });
  });
}

/** Every name in a standard that `remove` could mean. */
export function namesIn(base: YAMLMap): string[] {
  const named = [...NAMED_MAPS].flatMap((key) => {
    const map = pairNamed(base, key)?.value;
    return isMap(map) ? pairsOf(map).map((pair) => wordOf(pair.key) ?? "") : [];
  });
  return [...named, ...namesBelow(base, "").map((path) => path.split(" › ").at(-1) ?? "")];
}

/** An empty map that stands where another stood. */
export function likeMap(node: YAMLMap): YAMLMap {
  const map = new YAMLMap();
  map.range = node.range ?? null;
  map.flow = node.flow ?? false;
  return map;
}

/** A list of other items that stands where another stood. */
export function likeSeq(node: YAMLSeq, items: readonly Node[]): YAMLSeq {
  const list = new YAMLSeq();
  list.range = node.range ?? null;
  list.flow = node.flow ?? false;
  list.items = [...items];
  return list;
}

/** The node that an example's waiver is for. */
export const nodeNamed = (waiver: unknown): string | undefined =>
  isMap(waiver) ? wordOf(pairNamed(waiver, "node")?.value) : undefined;
