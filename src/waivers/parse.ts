import { Entries } from "../criteria/entries.ts";
import { nodesOf, type Standard } from "../criteria/model.ts";
import { waiverFault } from "../criteria/waivable.ts";
import { YamlFile } from "../criteria/yaml-file.ts";
import { hasErrors, nearest, type Problem } from "../problem.ts";
import type { Waiver } from "./waiver.ts";

/** Keys of a waiver; all of them must be there. */
export const WAIVER_KEYS = ["ward", "node", "reason", "approved_by", "from", "until", "document"] as const;

/** A waiver file as read: no waivers at all when a problem is an error. */
export interface ParsedWaivers {
  readonly waivers: readonly Waiver[];
  /** the file's text, as read */
  readonly text: string;
  readonly problems: readonly Problem[];
}

/**
 * Reads and checks a waiver file against the standard it is for. Never throws; every fault is its own problem.
 * @param name the file's name as messages show it
 */
export function parseWaivers(name: string, text: string, standard: Standard): ParsedWaivers {
  const file = new YamlFile(name, text);
  const top = file.root === undefined ? undefined : Entries.open(file, file.root, ["format", "waivers"]);
  const waivers: Waiver[] = [];
  if (top !== undefined) {
    top.choice("format", ["1"], true);
    top.require("waivers");
    for (const entries of top.maps("waivers", WAIVER_KEYS)) {
      const waiver = readWaiver(entries, standard);
      if (waiver === undefined) continue;
      const other = waivers.find((one) => overlap(one, waiver));
      if (other !== undefined) entries.report("waiver/overlap", "from", { ...named(waiver), line: other.at.line ?? 0 });
      waivers.push(waiver);
    }
  }
  return { waivers: hasErrors(file.problems) ? [] : waivers, text: file.text, problems: file.problems };
}

function readWaiver(entries: Entries, standard: Standard): Waiver | undefined {
  const ward = entries.words("ward", true);
  const node = entries.words("node", true);
  const reason = entries.text("reason", true);
  const approvedBy = entries.text("approved_by", true);
  const document = entries.words("document", true);
  for (const key of ["from", "until"]) entries.require(key);
  const from = entries.day("from");
  const until = entries.day("until");
  if (node !== undefined) checkNode(entries, standard, node);
  if (from !== undefined && until !== undefined && until < from) entries.report("waiver/dates-order", "until");
  if (ward === undefined || node === undefined || document === undefined) return undefined;
  if (reason === undefined || approvedBy === undefined || from === undefined || until === undefined) return undefined;
  return { ward, node, reason, approvedBy, from, until, document, at: entries.file.position(entries.offset()) };
}

/** What is mandatory, or stands below what is, cannot be waived; what only carries points has nothing to waive. */
function checkNode(entries: Entries, standard: Standard, id: string): void {
  const nodes = new Map(nodesOf(standard.criteria).map((node) => [node.id, node]));
  if (!nodes.has(id)) {
    const suggestion = nearest(id, nodes.keys()) ?? [...nodes.keys()].slice(0, 20).join(", ");
    entries.report("waiver/unknown-node", "node", { seen: id, suggestion });
    return;
  }
  const fault = waiverFault(standard.criteria, id);
  if (fault !== undefined) entries.report(fault.code, "node", fault.args);
}

const overlap = (one: Waiver, other: Waiver): boolean =>
  one.ward === other.ward && one.node === other.node && one.from <= other.until && other.from <= one.until;

/** How messages name a waiver. */
export const named = ({ ward, node }: Waiver): { readonly seen: string; readonly id: string } => ({
  seen: ward,
  id: node,
});
