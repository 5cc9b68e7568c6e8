import type { NumberColumn } from "../exact/column.ts";
import { batchRows, newBytes } from "../exact/column-memory.ts";
import type { Leaf } from "../expression/plan.ts";
import type { WardBatch } from "../intake/table.ts";
import { timeOf, type Waiver } from "../waivers/waiver.ts";
import type { CompiledStandard } from "./compile.ts";
import type { CompiledNode } from "./compile-node.ts";
import type { DataSource } from "./data-source.ts";
import { GroupPass } from "./group-rule.ts";
import type { LeafOutcome } from "./leaf-rule.ts";
import { MemberStatuses } from "./member-statuses.ts";
import type { NodePass } from "./node-pass.ts";
import type { PointsColumns } from "./points-columns.ts";
import { isOpen, Status } from "./status.ts";

/** What levels and details read of judged nodes. */
export type NodeVerdicts = Pick<NodePass, "statuses" | "points" | "outcome" | "leafOutcome">;

/** What a waiver came to for a judged row. `idle`: it is in force and there is nothing that it hides. */
export interface WaiverUse {
  readonly waiver: Waiver;
  readonly row: number;
  readonly effect: "waived" | "idle" | "not-begun" | "expired" | "not-needed";
}

/**
 * Statuses with waivers: a waived node counts as met, and groups follow. Points stay as they are: a waiver changes a
 * status, never a value. Runs after the nodes were judged without waivers.
 */
export class WaiverPass implements NodeVerdicts {
  readonly statuses: readonly Uint8Array[];
  readonly #compiled: CompiledStandard;
  readonly #plain: NodePass;
  readonly #members: readonly MemberStatuses[];
  readonly #groups: readonly (GroupPass | undefined)[];
  readonly #byWard: ReadonlyMap<string, readonly Waiver[]>;
  readonly #inForce = new Map<string, Waiver>();

  constructor(compiled: CompiledStandard, plain: NodePass, waivers: readonly Waiver[]) {
    this.#compiled = compiled;
    this.#plain = plain;
    const byWard = new Map<string, Waiver[]>();
    for (const waiver of waivers) byWard.set(waiver.ward, [...(byWard.get(waiver.ward) ?? []), waiver]);
    this.#byWard = byWard;
    this.statuses = compiled.nodes.map(() => newBytes(batchRows()));
    this.#members = compiled.nodes.map(
      ({ children }) => new MemberStatuses(children.map((child) => this.statuses[child] as Uint8Array)),
    );
    this.#groups = compiled.nodes.map(({ condition, index }) => {
      const members = this.#members[index];
      return condition === undefined || members === undefined ? undefined : new GroupPass(condition, members);
    });
  }

  get points(): readonly (PointsColumns | undefined)[] {
    return this.#plain.points;
  }

  outcome(leaf: Pick<Leaf, "expression" | "end">): NumberColumn {
    return this.#plain.outcome(leaf);
  }

  leafOutcome(index: number, row: number): LeafOutcome | undefined {
    return this.#plain.leafOutcome(index, row);
  }

  /** The waiver that a node of a row is waived by. */
  waiverOf(node: string, row: number): Waiver | undefined {
    return this.#inForce.get(`${row} ${node}`);
  }

  /** Applies the waivers to a batch and tells what became of each. */
  run(data: DataSource, batch: WardBatch, judged: Uint8Array): WaiverUse[] {
    const uses: WaiverUse[] = [];
    this.#inForce.clear();
    const asked = this.#asked(batch, judged);
    for (const node of this.#compiled.nodes.toReversed()) {
      this.#status(node, batch.count);
      for (const { waiver, row } of asked.get(node.node.id) ?? [])
        uses.push({ waiver, row, effect: this.#waive(node, row, waiver, data.asOf(batch, row)) });
    }
    return uses;
  }

  /** The waivers for the rows of a batch, by node. */
  #asked(batch: WardBatch, judged: Uint8Array): Map<string, { waiver: Waiver; row: number }[]> {
    const asked = new Map<string, { waiver: Waiver; row: number }[]>();
    for (let row = 0; row < batch.count; row++) {
      if (judged[row] !== 1) continue;
      for (const waiver of this.#byWard.get(batch.wards.at(row) ?? "") ?? [])
        asked.set(waiver.node, [...(asked.get(waiver.node) ?? []), { waiver, row }]);
    }
    return asked;
  }

  /** A node's status before its own waiver: of a leaf as judged, of a group by its members as they are now. */
  #status({ index }: CompiledNode, rows: number): void {
    const statuses = this.statuses[index] as Uint8Array;
    const group = this.#groups[index];
    if (group === undefined) {
      statuses.set(this.#plain.statuses[index] as Uint8Array);
      return;
    }
    this.#members[index]?.fill(rows);
    group.run(statuses, rows);
    this.#plain.settleGroup(index, statuses, rows);
  }

  #waive({ index, node }: CompiledNode, row: number, waiver: Waiver, asOf: number): WaiverUse["effect"] {
    const statuses = this.statuses[index] as Uint8Array;
    const status = statuses[row] ?? Status.unknown;
    const hides = status === Status.notMet || isOpen(status);
    const time = timeOf(waiver, asOf);
    if (time !== "in-force") return hides ? time : "not-needed";
    if (!hides) return "idle";
    statuses[row] = status === Status.perhaps ? Status.waivedPerhaps : Status.waived;
    this.#inForce.set(`${row} ${node.id}`, waiver);
    return "waived";
  }
}
