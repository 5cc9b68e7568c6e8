import type { Standard } from "../../criteria/model.ts";
import type { Result, WardResult } from "../../engine/result.ts";
import { visible } from "../../messages/visible.ts";
import type { Language } from "../../text.ts";
import { jsonText } from "../json-text.ts";
import { Words } from "../words.ts";
import { pageData } from "./page-data.ts";
import type { PageParts } from "./page-parts.ts";

const LONGEST_TITLE = 60;
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => visible(text).replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** A title for a tab of the browser: official ones are longer than any tab. */
const shortened = (title: string): string =>
  title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1)}…` : title;

/** In a script element no letter may look like the end of it, or the beginning of another one. */
const inScript = (json: string): string =>
  json.replace(/[<>&]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

/**
 * An HTML report: one file that needs no network. It holds the data as JSON, and the program that judges them again with
 * the same engine and builds the page from text nodes. The policy lets nothing run but this one script.
 */
export function* pageFile(
  standard: Standard,
  result: Result,
  { language, sorted, top }: { language: Language; sorted: readonly WardResult[] | undefined; top: number | undefined },
  { script, style, scriptHash, styleHash }: PageParts,
): Generator<string> {
  const words = new Words(standard, language);
  const wards = sorted ?? [...result.wards()];
  const policy = [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `script-src 'sha256-${scriptHash}'`,
    `style-src 'sha256-${styleHash}'`,
  ].join("; ");
  yield `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="model-ward ${escaped(result.toolVersion)}">
<title>${escaped(shortened(words.text(standard.title)))}</title>
<style>${style}</style>
</head>
<body>
<noscript><p>${escaped(words.say("page/no-script"))}</p></noscript>
<main id="page"></main>
<script id="report" type="application/json">`;
  yield inScript(jsonText(pageData(standard, result, wards, { language, top, isSorted: sorted !== undefined })));
  yield `</script>
<script>${script}</script>
</body>
</html>
`;
}
