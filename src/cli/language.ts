import type { Language } from "../text.ts";
import type { Host } from "./host-interface.ts";

/** The language: asked for, else by LANG; Vietnamese for anything that is not English. */
export function languageOf(option: string | undefined, env: Host["env"]): Language {
  if (option === "vi" || option === "en") return option;
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return /^en/i.test(locale) ? "en" : "vi";
}
