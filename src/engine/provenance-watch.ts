import type { CriteriaNode, Parameter, Provenance, Standard } from "../criteria/model.ts";
import { nodesOf, weaker } from "../criteria/model.ts";
import { levelProvenances, provenanceOf } from "./detail.ts";
import type { VerdictBatch } from "./judge.ts";
import { Status } from "./status.ts";

/** Statuses whose thresholds decided something. */
const DECISIVE = new Uint8Array(8);
for (const status of [Status.met, Status.notMet, Status.waived, Status.waivedPerhaps, Status.scored])
  DECISIVE[status] = 1;

/** Finds the weakest provenance of what decided any verdict, and looks no longer than it can still get weaker. */
export class ProvenanceWatch {
  readonly #standard: Standard;
  /** the weakest that a node can bring, its parameters aside */
  readonly #ofNodes: ReadonlyMap<string, Provenance>;
  #weakest: Provenance;

  constructor(standard: Standard) {
    this.#standard = standard;
    this.#weakest = standard.provenance;
    this.#ofNodes = new Map(nodesOf(standard.criteria).map((node) => [node.id, ofNode(node)]));
  }

  get weakest(): Provenance {
    return this.#weakest;
  }

  add(verdicts: VerdictBatch): void {
    const { compiled, batch, selected, nodes } = verdicts;
    for (const compiledNode of compiled.nodes) {
      const { node, index, parameters } = compiledNode;
      const possible = this.#weakestOf(parameters, this.#ofNodes.get(node.id) ?? node.provenance);
      if (!this.#isWeaker(possible)) continue;
      const statuses = nodes.statuses[index] as Uint8Array;
      for (let row = 0; row < batch.count && this.#isWeaker(possible); row++)
        if (selected[row] === 1 && DECISIVE[statuses[row] ?? 0] === 1)
          this.#weakest = weaker(this.#weakest, provenanceOf(verdicts, compiledNode, row));
    }
    const possible = this.#weakestOf(compiled.levelParameters, this.#standard.provenance);
    for (let row = 0; row < batch.count && this.#isWeaker(possible); row++)
      if (selected[row] === 1) this.#weakest = levelProvenances(verdicts, row).reduce(weaker, this.#weakest);
  }

  #weakestOf(parameters: readonly string[], own: Provenance): Provenance {
    return parameters.map((id) => weakestOf(this.#standard.parameters.get(id))).reduce(weaker, own);
  }

  #isWeaker(provenance: Provenance): boolean {
    return weaker(this.#weakest, provenance) !== this.#weakest;
  }
}

const weakestOf = (parameter: Parameter | undefined): Provenance =>
  (parameter?.values ?? []).map(({ provenance }) => provenance).reduce(weaker, "official");

const ofNode = ({ provenance, points }: CriteriaNode): Provenance =>
  points?.form === "bands" ? points.bands.map((band) => band.provenance).reduce(weaker, provenance) : provenance;
