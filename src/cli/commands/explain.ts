import { changesOf } from "../../analysis/what-if.ts";
import { nodesOf, type Standard } from "../../criteria/model.ts";
import { explain as explainWards, type WardExplanation } from "../../engine/explain.ts";
import type { JudgeOptions } from "../../engine/judge.ts";
import type { WardTable } from "../../intake/table.ts";
import { nearest, problem } from "../../problem.ts";
import { explanationDocument } from "../../report/explanation-document.ts";
import { explanationJson } from "../../report/explanation-json.ts";
import { Words } from "../../report/words.ts";
import type { Console } from "../console.ts";
import { Failure } from "../failure.ts";
import { writeStandardOutput } from "../output.ts";
import type { Action } from "../perform.ts";
import { formatAsked, writeDocument } from "./document-format.ts";
import { periodAsked } from "./intake.ts";
import { type JudgingOptions, judgedWards } from "./judged-wards.ts";
import { savedResult } from "./saved-result.ts";
import { checkWards, rowsAsked } from "./selection.ts";

interface ExplainOptions extends JudgingOptions {
  readonly ward: readonly string[];
  readonly indicator?: string;
  readonly format?: string;
}

/** What to explain, whether it comes from ward files or from a saved result. */
interface Judged {
  readonly standard: Standard;
  readonly table: WardTable;
  readonly judging: JudgeOptions;
}

/**
 * `model-ward explain FILE --ward W`: for every node of a ward one chain from the clause to the cell. A saved result is
 * explained without the data file: it carries its cells, its standard and its waivers.
 */
export const explain: Action = async (console, names, given) => {
  const options = given as unknown as ExplainOptions;
  const format = formatAsked(options.format, ["table", "markdown", "json"]);
  const isSaved = names.length === 1 && /\.json$/i.test(names[0] ?? "");
  const { standard, table, judging } = isSaved
    ? await fromSaved(console, names[0] ?? "", options)
    : await judgedWards(console, names, options, "explain");
  checkIndicator(standard, options.indicator);
  const { indicator } = options;
  const explained = [...explainWards(standard, table, judging)];
  if (explained.length === 0)
    throw new Failure({ refused: true }, [problem("data/ward-not-judged", { ward: options.ward.join(", ") })]);
  const shown = explained.map((explanation: WardExplanation) => ({
    explanation: {
      ...explanation,
      nodes: explanation.nodes.filter(({ node }) => indicator === undefined || isWithin(standard, node.id, indicator)),
    },
    isWhole: indicator === undefined,
    inputs: table.inputs,
    changesOf: (node: WardExplanation["nodes"][number]) => changesOf(standard, explanation.ward, node),
  }));
  if (format === "json") {
    await writeStandardOutput(console.host, [explanationJson(standard, shown)], console.language);
    return {};
  }
  const words = new Words(standard, console.language);
  await writeDocument(
    console,
    shown.flatMap((one) => explanationDocument(one, words)),
    format,
  );
  return {};
};

/** What a saved result carries itself, so that saying it again could only contradict it. */
const CARRIED = [
  "criteria",
  "waivers",
  "asOf",
  "encoding",
  "delimiter",
  "sheet",
  "decimal",
  "dash",
  "percentAs",
] as const;
const SPELLED: Readonly<Record<string, string>> = { asOf: "as-of", percentAs: "percent-as" };

async function fromSaved(console: Console, file: string, options: ExplainOptions): Promise<Judged> {
  const said = CARRIED.filter((option) => options[option] !== undefined).map((option) => SPELLED[option] ?? option);
  if (said.length > 0) {
    const values = said.map((option) => `--${option}`).join(", ");
    throw new Failure({ usage: true }, [problem("usage/saved-carries", { values })]);
  }
  const { standard, table, judging, found } = await savedResult(console.host, file);
  await console.tell(found);
  checkWards(options.ward, table);
  const asked = rowsAsked(options.ward);
  const period = periodAsked(standard.period, options.period);
  const rows: JudgeOptions["rows"] = (row) => judging.rows(row) && (asked?.(row) ?? true);
  return { standard, table, judging: { ...judging, period, rows } };
}

/** Is a node the one that is asked for, or does it stand below it? */
function isWithin({ criteria }: Standard, id: string, asked: string): boolean {
  const wanted = nodesOf(criteria).filter((node) => node.id === asked);
  return nodesOf(wanted).some((node) => node.id === id);
}

function checkIndicator(standard: Standard, id: string | undefined): void {
  if (id === undefined) return;
  const ids = nodesOf(standard.criteria).map((node) => node.id);
  if (ids.includes(id)) return;
  const suggestion = nearest(id, ids) ?? ids.slice(0, 30).join(", ");
  throw new Failure({ usage: true }, [problem("usage/no-such-indicator", { seen: id, suggestion })]);
}
