import path from "node:path";
import { extendedBy, type Layer, nameIn } from "../criteria/overlay.ts";
import { type Problem, problem } from "../problem.ts";
import type { Host } from "./host-interface.ts";
import { readYaml, shownName } from "./read.ts";

const MOST_LAYERS = 5;
const NAME = /^([a-z0-9]+(?:[-/][a-z0-9]+)*)@([0-9A-Za-z][0-9A-Za-z._-]*)$/;

/** A file and the standards it extends, the base first; or why they cannot be had. */
type Layers =
  | { readonly layers: readonly Layer[]; readonly problem?: never }
  | { readonly problem: Problem; readonly layers?: never };

/**
 * Follows `extends` from a criteria file to its base: a bundled standard, or a file of that name in the same folder.
 * No path is followed, and no link; a pipe or device would never end.
 */
export async function layersOf(host: Host, file: string, layer: Layer): Promise<Layers> {
  const layers = [layer];
  const seen = new Set<string>();
  let here = file;
  for (let top = layer; ; ) {
    const extended = extendedBy(top);
    if (extended === undefined) return { layers };
    const { base, at } = extended;
    const [, id = "", version = ""] = NAME.exec(base) ?? [];
    if (id === "") return { problem: problem("overlay/bad-extends", { seen: base }, at) };
    if (seen.has(base)) return { problem: problem("overlay/cycle", { seen: base }, at) };
    if (layers.length > MOST_LAYERS) return { problem: problem("overlay/too-deep", { most: MOST_LAYERS }, at) };
    seen.add(base);
    const name = `${id.split("/").at(-1)}@${version}.yaml`;
    const found = await bundled(host, `${base}.yaml`);
    here = found ?? path.join(path.dirname(here), name);
    const kind = found === undefined ? await host.kindOf(here) : "file";
    if (kind === "other") return { problem: problem("overlay/link", { file: name }, at) };
    const lost = problem("overlay/no-such-base", { seen: base, file: name }, at);
    if (kind === "none") return { problem: lost };
    const shown = found === undefined ? shownName(here) : `${base}.yaml`;
    const { text, problem: fault } = await readYaml(host, here, shown);
    if (fault !== undefined) return { problem: fault };
    top = { name: shown, text };
    const named = nameIn(top);
    if (named !== undefined && named !== base) return { problem: lost };
    layers.unshift(top);
    // What is no YAML at all is told when the layers are read, with its place.
    if (named === undefined) return { layers };
  }
}

async function bundled(host: Host, name: string): Promise<string | undefined> {
  const files = await host.listFiles(host.criteriaFolder);
  return files.some((file) => file.split(path.sep).join("/") === name)
    ? path.join(host.criteriaFolder, name)
    : undefined;
}
