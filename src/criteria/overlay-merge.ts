import { isMap, isSeq, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { PROVENANCES, type Provenance, weaker } from "./model.ts";
import {
  joined,
  likeMap,
  likeSeq,
  type MapPair,
  MERGED_MAPS,
  NAMED_LISTS,
  NAMED_MAPS,
  nameOfItem,
  namesBelow,
  namesIn,
  nodeNamed,
  pairNamed,
  pairsOf,
  wordOf,
} from "./overlay-parts.ts";
import type { YamlSource } from "./yaml-source.ts";

/** Keys that the overlay has for itself and that do not go into the merged file. */
const OWN_KEYS = new Set(["extends", "remove"]);

/** Maps of an example whose keys are ids or fields. */
const EXAMPLE_MAPS = new Set(["given", "before", "status", "points", "checks"]);
/** What an example need not have when nothing is left in it. */
const EXPECTED = new Set(["expect", "status", "points", "checks"]);

/** Keys that set no threshold. */
const SAYS_NOTHING = new Set(["id", "name", "title", "note", "evidence", "tags"]);

/** Lays one standard over another: lists of named things by id, maps by key, everything else replaced. */
export function merged(file: YamlSource, base: YAMLMap, overlay: YAMLMap): YAMLMap {
  return new Merger(file, overlay).run(base);
}

class Merger {
  readonly #file: YamlSource;
  readonly #overlay: YAMLMap;
  /** what the overlay adds or changes, as paths: `criteria › TC1`, `parameters › ceiling` */
  readonly #changed: string[] = [];
  readonly #removed: ReadonlyMap<string, Node>;
  readonly #found = new Map<string, number>();
  readonly #provenance: Provenance;
  /** what the things at hand take over in the base when they do not say it themselves */
  #inherited: Provenance = "illustrative";

  constructor(file: YamlSource, overlay: YAMLMap) {
    this.#file = file;
    this.#overlay = overlay;
    const remove = pairNamed(overlay, "remove")?.value;
    const nodes = isSeq(remove) ? (remove.items as Node[]) : [];
    if (remove != null && !isSeq(remove)) file.reportAt("yaml/wants-list", remove, { key: "remove" });
    this.#removed = new Map(nodes.flatMap((node) => (wordOf(node) === undefined ? [] : [[wordOf(node) ?? "", node]])));
    this.#provenance = provenanceIn(overlay) ?? "illustrative";
  }

  run(base: YAMLMap): YAMLMap {
    this.#inherited = provenanceIn(base) ?? "illustrative";
    const cleaned = this.#without(base) as YAMLMap;
    for (const [id, node] of this.#removed) {
      const found = this.#found.get(id) ?? namesIn(base).filter((name) => name === id).length;
      if (found === 0) this.#file.reportAt("overlay/nothing-to-remove", node, { seen: id });
      if (found > 1) this.#file.reportAt("overlay/remove-several", node, { seen: id });
    }
    const result = this.#maps(cleaned, this.#overlay, "");
    const name = (map: YAMLMap) => `${wordOf(pairNamed(map, "id")?.value)}@${wordOf(pairNamed(map, "version")?.value)}`;
    if (name(base) === name(this.#overlay))
      this.#file.reportAt("overlay/same-name", this.#overlay, { seen: name(base) });
    const weakest = weaker(provenanceIn(base) ?? "illustrative", this.#provenance);
    setWord(result, "provenance", weakest);
    addLayer(result, name(base), name(this.#overlay), [
      ...this.#changed,
      ...[...this.#removed.keys()].map((id) => `−${id}`),
    ]);
    return result;
  }

  /** The base without what the overlay removes, wherever it stands. */
  #without(node: Node | null, key = ""): Node | null {
    if (isMap(node)) {
      const map = likeMap(node);
      for (const pair of pairsOf(node)) {
        const name = wordOf(pair.key) ?? "";
        if ((NAMED_MAPS.has(key) || name === "examples") && this.#drops(name)) continue;
        const value = this.#without(pair.value, name);
        if (isSeq(value) && value.items.length === 0 && isSeq(pair.value) && pair.value.items.length > 0) continue;
        map.items.push(new Pair(pair.key, value));
      }
      return map;
    }
    const listKey = NAMED_LISTS[key];
    if (!isSeq(node) || listKey === undefined) return node;
    const left = node.items.filter((item) => !this.#drops(nameOfItem(item, listKey))) as Node[];
    if (key !== "examples")
      return likeSeq(
        node,
        left.map((item) => this.#without(item) as Node),
      );
    return likeSeq(
      node,
      left.flatMap((item) => (isMap(item) ? (this.#exampleWithout(item) ?? []) : [item])),
    );
  }

  /** An example says nothing any more of what was removed; one with nothing left to say goes. */
  #exampleWithout(example: YAMLMap): YAMLMap | undefined {
    const stripped = (node: Node | null, key = ""): Node | null => {
      if (!isMap(node)) return node;
      const map = likeMap(node);
      for (const pair of pairsOf(node)) {
        const name = wordOf(pair.key) ?? "";
        if (key !== "" && this.#removed.has(name)) continue;
        if (name === "waivers" && isSeq(pair.value)) {
          const left = pair.value.items.filter((one) => !this.#removed.has(nodeNamed(one) ?? ""));
          if (left.length > 0) map.items.push(new Pair(pair.key, likeSeq(pair.value, left as Node[])));
          continue;
        }
        const value = stripped(pair.value, EXAMPLE_MAPS.has(name) || EXAMPLE_MAPS.has(key) ? name : "");
        if (isMap(value) && value.items.length === 0 && EXPECTED.has(name)) continue;
        map.items.push(new Pair(pair.key, value));
      }
      return map;
    };
    const map = stripped(example) as YAMLMap;
    return pairNamed(map, "expect") === undefined && pairNamed(example, "expect") !== undefined ? undefined : map;
  }

  #drops(name: string | undefined): boolean {
    if (name === undefined || !this.#removed.has(name)) return false;
    this.#found.set(name, (this.#found.get(name) ?? 0) + 1);
    return true;
  }

  #maps(base: YAMLMap, overlay: YAMLMap, path: string): YAMLMap {
    const result = new YAMLMap();
    result.range = overlay.range ?? base.range ?? null;
    result.flow = base.flow ?? false;
    result.items = [...base.items];
    const seen = new Set<string>();
    for (const pair of pairsOf(overlay)) {
      const key = wordOf(pair.key) ?? "";
      if (seen.has(key)) this.#file.reportAt("yaml/duplicate-key", pair.key, { seen: key });
      seen.add(key);
      if (path === "" && OWN_KEYS.has(key)) continue;
      const known = pairNamed(result, key);
      const value = this.#value(known?.value ?? null, pair.value, key, path === "" ? key : `${path} › ${key}`, path);
      if (known === undefined) result.items.push(new Pair(pair.key, value));
      else result.items.splice(result.items.indexOf(known as never), 1, new Pair(pair.key, value) as never);
    }
    return result;
  }

  #value(base: Node | null, overlay: Node | null, key: string, path: string, above: string): Node | null {
    if (isSeq(base) && isSeq(overlay) && NAMED_LISTS[key] !== undefined) return this.#lists(base, overlay, key, path);
    if (path === "notices" && base !== null && overlay !== null) return joined(base, overlay);
    const isNamed = NAMED_MAPS.has(above);
    if (isMap(base) && isMap(overlay) && (MERGED_MAPS.has(key) || isNamed)) {
      const both = this.#maps(base, overlay, path);
      return isNamed ? this.#marked(both, overlay, path) : both;
    }
    if (base !== null && isSeq(base) !== isSeq(overlay))
      this.#file.reportAt("overlay/conflict", overlay ?? base, { key });
    if (isSeq(overlay) && NAMED_LISTS[key] !== undefined) return this.#lists(new YAMLSeq(), overlay, key, path);
    if (isNamed && isMap(overlay)) return this.#marked(overlay, overlay, path);
    if (!["format", "id", "version", "name"].includes(key)) this.#changed.push(path);
    return overlay;
  }

  /** Items by their name; a new one stands before the next known one that the overlay lists, else at the end. */
  #lists(base: YAMLSeq, overlay: YAMLSeq, key: string, path: string): YAMLSeq {
    const listKey = NAMED_LISTS[key] ?? "id";
    const result = new YAMLSeq();
    result.range = overlay.range ?? null;
    const items = [...base.items] as Node[];
    const place = (name: string | undefined) => items.findIndex((item) => nameOfItem(item, listKey) === name);
    const seen = new Set<string>();
    for (const [index, item] of (overlay.items as Node[]).entries()) {
      const name = nameOfItem(item, listKey);
      if (name !== undefined && (seen.has(name) || this.#removed.has(name)))
        this.#file.reportAt("overlay/twice", item, { seen: name });
      seen.add(name ?? "");
      const known = name === undefined ? -1 : place(name);
      const at = `${path} › ${name ?? index + 1}`;
      if (known >= 0 && isMap(items[known]) && isMap(item)) {
        const above = this.#inherited;
        this.#inherited = provenanceIn(items[known] as YAMLMap) ?? above;
        items[known] = this.#marked(this.#maps(items[known] as YAMLMap, item, at), item, at);
        this.#inherited = above;
        continue;
      }
      const next = (overlay.items as Node[]).slice(index + 1).map((one) => place(nameOfItem(one, listKey)));
      const before = next.find((one) => one >= 0) ?? items.length;
      this.#changed.push(at, ...namesBelow(item, at));
      items.splice(before, 0, isMap(item) ? this.#marked(item, item, at) : item);
    }
    result.items = items;
    return result;
  }

  /** What the overlay says of a thing is as sure as the overlay, unless it says otherwise there. */
  #marked(result: YAMLMap, overlay: YAMLMap, path: string): YAMLMap {
    const own = pairsOf(overlay).map((pair) => wordOf(pair.key) ?? "");
    const says = own.filter((key) => !SAYS_NOTHING.has(key) && NAMED_LISTS[key] === undefined);
    const holdsThresholds = /^(criteria|parameters) › /.test(path);
    if (holdsThresholds && says.length > 0 && !own.includes("provenance")) {
      const isNew = result === overlay;
      const before = provenanceIn(result) ?? this.#inherited;
      setWord(result, "provenance", isNew ? this.#provenance : weaker(before, this.#provenance));
    }
    return result;
  }
}

function provenanceIn(map: YAMLMap): Provenance | undefined {
  const word = wordOf(pairNamed(map, "provenance")?.value);
  return PROVENANCES.find((one) => one === word);
}

function setWord(map: YAMLMap, key: string, word: string): void {
  const known = pairNamed(map, key);
  const value = new Scalar(word);
  value.range = known?.value?.range ?? map.range ?? null;
  if (known === undefined) map.items.push(new Pair(new Scalar(key), value));
  else map.items.splice(map.items.indexOf(known as never), 1, new Pair(known.key, value) as never);
}

/** Notes in the merged file which standard gave what: everything that no later layer names is the first one's. */
function addLayer(map: YAMLMap, base: string, overlay: string, changed: readonly string[]): void {
  const known = pairNamed(map, "layers")?.value;
  const layer = (name: string, parts: readonly string[]) => {
    const entry = new YAMLMap();
    const list = new YAMLSeq();
    list.items = parts.map((part) => new Scalar(part));
    list.flow = true;
    entry.flow = true;
    entry.items.push(new Pair(new Scalar("standard"), new Scalar(name)), new Pair(new Scalar("parts"), list));
    return entry;
  };
  const layers = isSeq(known) ? known : new YAMLSeq();
  if (!isSeq(known)) {
    layers.items.push(layer(base, []));
    map.items.push(new Pair(new Scalar("layers"), layers) as MapPair as never);
  }
  layers.items.push(layer(overlay, changed));
}
