import stringWidth from "string-width";

/** Made when the first text is too wide and has other letters than plain ones, for that takes a while. */
let letters: Intl.Segmenter | undefined;
/** Letters, dashes, arrows, blocks and marks of which each stands for itself. */
export const PLAIN: RegExp = /^[ -~\u00a0-\u024f\u1e00-\u1eff\u2010-\u2027\u2190-\u22ff\u2500-\u259f\u2713\u2717]*$/;

/** How many columns of a terminal a text takes: marks none, Chinese, Korean and pictures two. */
export const widthOf = (text: string): number => stringWidth(text);

function* lettersOf(text: string): Generator<string> {
  if (PLAIN.test(text)) {
    yield* text;
    return;
  }
  letters ??= new Intl.Segmenter("vi", { granularity: "grapheme" });
  for (const { segment } of letters.segment(text)) yield segment;
}

/** Cuts a text to a width, with … for what is left out. */
export function cutTo(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let cut = "";
  for (const letter of lettersOf(text)) {
    if (widthOf(cut + letter) > width - 1) break;
    cut += letter;
  }
  return `${cut}…`;
}

/** Breaks a text into lines of a width, at spaces where there are any. An empty text is one empty line. */
export function wrap(text: string, width: number): string[] {
  if (!text.startsWith(" ") && widthOf(text) <= width) return [text.trimEnd()];
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (widthOf(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    line = "";
    for (const letter of lettersOf(word)) {
      if (line !== "" && widthOf(line + letter) > width) {
        lines.push(line);
        line = "";
      }
      line += letter;
    }
  }
  return [...lines, line].map((one) => one.trimEnd());
}
