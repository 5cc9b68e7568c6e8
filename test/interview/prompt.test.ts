import { render } from "@inquirer/testing";
import { expect, test } from "vitest";
import { askDrawn } from "../../src/cli/host-prompts.ts";

interface Config {
  readonly message: string;
  readonly old?: string;
}

/** The program's own prompt, on the streams of the test. */
const prompt = (config: Config, context?: { readonly input?: unknown; readonly output?: unknown }): Promise<string> =>
  askDrawn(
    { input: context?.input as NodeJS.ReadableStream, output: context?.output as NodeJS.WritableStream },
    config.message,
    { old: config.old, isPlain: false, hasColour: false },
  );

const asked = (config: Config) => render(prompt as never, config as never);

test("a typed line is the answer", async () => {
  const { answer, events, getScreen } = await asked({ message: "Trả lời:" });
  expect(getScreen()).toContain("Trả lời:");
  events.type("62,5");
  events.keypress("enter");
  await expect(answer).resolves.toBe("62,5");
});

test("Enter alone gives the old answer, which is shown", async () => {
  const { answer, events, getScreen } = await asked({ message: "Trả lời:", old: "7/8" });
  expect(getScreen()).toContain("7/8");
  events.keypress("enter");
  await expect(answer).resolves.toBe("7/8");
});

test("what an input method types and takes back again is not kept", async () => {
  const { answer, events } = await asked({ message: "Ghi chú:" });
  events.type("dd");
  events.keypress("backspace");
  events.keypress("backspace");
  events.type("đường");
  events.keypress("enter");
  await expect(answer).resolves.toBe("đường");
});
