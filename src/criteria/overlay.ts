import { Document, isMap, type Node, visit } from "yaml";
import type { Argument, Position, Problem, ProblemCode } from "../problem.ts";
import { problem } from "../problem.ts";
import { merged } from "./overlay-merge.ts";
import { pairNamed, wordOf } from "./overlay-parts.ts";
import { YamlFile } from "./yaml-file.ts";
import type { YamlSource } from "./yaml-source.ts";

/** A file of a chain of standards: the name that messages show, and its text. */
export interface Layer {
  readonly name: string;
  readonly text: string;
}

/**
 * Several criteria files laid over one another, the base first. It reads like one file; problems are told where they
 * stand in the file that they come from.
 */
export class LayeredFile implements YamlSource {
  readonly text: string;
  readonly problems: Problem[] = [];
  readonly root: Node | undefined;
  readonly places: Map<string, number> = new Map();
  readonly #layers: { readonly file: YamlFile; readonly start: number }[] = [];

  constructor(layers: readonly Layer[]) {
    let start = 0;
    for (const { name, text } of layers) {
      const file = new YamlFile(name, text);
      this.problems.push(...file.problems);
      if (file.root !== undefined) shift(file.root, start);
      this.#layers.push({ file, start });
      start += file.text.length + 1;
    }
    this.text = this.#layers.map(({ file }) => file.text).join("\n");
    for (const { file } of this.#layers) if (file.root !== undefined) refuseLayers(this, file.root);
    this.root = this.problems.length > 0 ? undefined : this.#merged();
  }

  #merged(): Node | undefined {
    const [base, ...overlays] = this.#layers.map(({ file }) => file.root);
    let root = base;
    for (const overlay of overlays) {
      if (!isMap(root) || !isMap(overlay)) return undefined;
      root = merged(this, root, overlay);
    }
    return root;
  }

  /** The merged standard as a criteria file of its own, which says what came from where. */
  get mergedText(): string {
    const document = new Document(null, { schema: "failsafe" });
    document.contents = (this.root ?? null) as Document["contents"];
    return document.toString({ lineWidth: 0 });
  }

  report(code: ProblemCode, offset: number, args: Readonly<Record<string, Argument>> = {}): undefined {
    this.problems.push(problem(code, args, this.position(offset)));
    return undefined;
  }

  reportAt(code: ProblemCode, node: Node, args: Readonly<Record<string, Argument>> = {}): undefined {
    return this.report(code, node.range?.[0] ?? 0, args);
  }

  position(offset: number): Position {
    const layer = this.#layers.findLast(({ start }) => start <= offset) ?? this.#layers[0];
    return layer === undefined ? { file: "" } : layer.file.position(offset - layer.start);
  }
}

/** Nobody but the program says what a standard is made of: else any file could name another one as its origin. */
export function refuseLayers(file: YamlSource, root: Node): void {
  const made = isMap(root) ? pairNamed(root, "layers") : undefined;
  if (made !== undefined) file.reportAt("overlay/layers", made.key);
}

/** What a criteria file extends, as it says so, and where; undefined when it stands alone or cannot be read. */
export function extendedBy({ name, text }: Layer): { readonly base: string; readonly at: Position } | undefined {
  // A key is written as it is, or with escapes in quotes; without either nothing need be read.
  if (!text.includes("extends") && !text.includes("\\")) return undefined;
  const file = new YamlFile(name, text);
  const node = isMap(file.root) ? pairNamed(file.root, "extends")?.value : undefined;
  const base = wordOf(node);
  return base === undefined || node == null ? undefined : { base, at: file.position(node.range?.[0] ?? 0) };
}

/** The `id@version` that a criteria file gives itself; undefined when it is no readable YAML. */
export function nameIn({ name, text }: Layer): string | undefined {
  const { root } = new YamlFile(name, text);
  if (root === undefined) return undefined;
  const word = (key: string) => (isMap(root) ? (wordOf(pairNamed(root, key)?.value) ?? "") : "");
  return `${word("id")}@${word("version")}`;
}

/** Moves the places of a file's nodes to where its text stands among the others. */
function shift(root: Node, by: number): void {
  visit(root, {
    Node: (_, node) => {
      if (node.range) node.range = [node.range[0] + by, node.range[1] + by, node.range[2] + by];
    },
  });
}
