import type { Host } from "../host-interface.ts";
import type { Action } from "../perform.ts";
import { WardFiles } from "../read.ts";
import { type JudgingOptions, judgedWards } from "./judged-wards.ts";
import { planned, type RenderOptions, render } from "./render.ts";
import { streamWards } from "./stream-wards.ts";

interface EvaluateOptions extends RenderOptions, JudgingOptions {
  readonly timestamp?: boolean;
}

/** `model-ward evaluate FILE…`: reads, judges and reports; nothing is written unless every row could be read. */
export const evaluate: Action = async (console, names, given) => {
  const options = given as EvaluateOptions;
  const { criteria, waivers, decisions, self = [], appraised = [] } = options;
  const inputs = [...names, ...self, ...appraised, criteria, waivers, decisions].filter((name) => name !== undefined);
  const plan = await planned(console, options, inputs);
  const made = generatedAt(console.host, options);
  const files = new WardFiles(console.host);
  const streamed = await streamWards(console, names, options, plan, made, files);
  if (streamed !== undefined) return streamed;
  const { standard, result, isPartial } = await judgedWards(console, names, options, "evaluate", files);
  const generated = { ...result, generatedAt: made };
  const ending = await render(console, standard, generated, options, plan);
  return { ...ending, partial: isPartial };
};

/** No clock unless it is asked for: SOURCE_DATE_EPOCH, else `--timestamp`. */
function generatedAt(host: Host, { timestamp }: EvaluateOptions): string | null {
  const epoch = host.env["SOURCE_DATE_EPOCH"];
  if (epoch !== undefined && /^\d{1,11}$/.test(epoch)) return new Date(Number(epoch) * 1000).toISOString();
  return timestamp === true ? host.now().toISOString() : null;
}
