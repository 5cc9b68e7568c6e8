import type { Language } from "../text.ts";
import { help as en } from "./help.en.ts";
import { type HelpCode, help as vi } from "./help.vi.ts";

export type { HelpCode } from "./help.vi.ts";

/** What `--help` says. */
export function sayHelp(language: Language, code: HelpCode, values: readonly string[] = []): string {
  return (language === "vi" ? vi : en)[code].replace("{values}", values.join(", "));
}
