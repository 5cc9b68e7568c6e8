/**
 * Takes elements out of the text before it is parsed, because they can be read more quickly otherwise. What is taken must
 * be well-formed by itself.
 */
export interface Skim {
  /** the element on the second level in which they stand */
  readonly inside: string;
  /** the name of each; white space between them is dropped */
  readonly each: string;
  /** Takes as many as it can, the first of which begins at a place in the text. @returns the place behind the last */
  readonly take: (text: string, start: number) => number;
}

const SPACES: ReadonlySet<number> = new Set([..." \t\r\n"].map((space) => space.charCodeAt(0)));
/** More than this is not kept to see where an element ends. */
const MOST_KEPT = 1_048_576;

/**
 * Offers text to `skim` wherever one of its elements may begin, and writes the rest.
 * @param write hands text to the parser
 * @param place how deep what was written last ended, and the name of the element on the second level
 * @param isWanted are more elements wanted? Otherwise all that follows is written
 * @returns takes the text of a part piece by piece
 */
export function skimmed(
  { inside, each, take }: Skim,
  write: (text: string) => void,
  place: () => { readonly depth: number; readonly onSecond: string },
  isWanted: () => boolean,
): (text: string, isLast: boolean) => void {
  const [begin, end] = [`<${inside}>`, `</${each}>`];
  let kept = "";
  let stage: "before" | "inside" | "behind" = "before";
  /** Writes a tag; false when it is none there, but the words of a comment. */
  const writeTag = (tag: string): boolean => {
    const { depth } = place();
    write(tag);
    const now = place();
    return now.depth === 2 && now.onSecond === inside && depth === (tag === begin ? 1 : 3);
  };
  return (piece, isLast) => {
    const text = kept + piece;
    let at = 0;
    while (stage !== "behind") {
      if (stage === "inside") {
        at = behindSpaces(text, take(text, behindSpaces(text, at)));
        // What is not all there may begin as one of them does.
        const mayBeOne = `<${each}`.startsWith(text.slice(at, at + each.length + 1));
        if (!mayBeOne || !isWanted()) stage = "behind";
      }
      const tag = stage === "before" ? begin : end;
      const found = stage === "behind" ? -1 : text.indexOf(tag, at);
      if (found < 0) break;
      write(text.slice(at, found));
      at = found + tag.length;
      if (writeTag(tag)) stage = "inside";
      else if (stage === "inside") stage = "behind";
    }
    // The beginning of a tag, or of an element, waits for its end.
    const waiting = stage === "before" ? Math.max(at, text.length - begin.length) : at;
    if (isLast || text.length - waiting > MOST_KEPT) stage = "behind";
    const written = stage === "behind" ? text.length : waiting;
    write(text.slice(at, written));
    kept = text.slice(written);
  };
}

function behindSpaces(text: string, start: number): number {
  let at = start;
  while (SPACES.has(text.charCodeAt(at))) at++;
  return at;
}
