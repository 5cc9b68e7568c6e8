import { cleaned } from "./cells.ts";

/** What an appraiser writes instead of a figure that is not accepted, with the reason; undefined for anything else. */
export function rejectionOf(text: string): { readonly why: string } | undefined {
  const said = /^(?:không (?:được )?chấp nhận|rejected|not accepted)(?!\p{L})[\s:;,.–—(-]*(.*?)\)?$/isu;
  const why = said.exec(cleaned(text))?.[1];
  return why === undefined ? undefined : { why: why.trim() };
}
