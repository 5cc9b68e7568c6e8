import type { PlainReader } from "../../intake/plain-reader.ts";
import type { Hasher, Input, Pieces } from "../host-interface.ts";

/** The pieces of a file for a reader, by a thread of their own if the reader is made for that. */
export function piecesOf(input: Input, reader: PlainReader, hasher: Hasher | undefined): Pieces {
  const { job } = reader.scan;
  const ahead = job && input.readAhead?.(job, hasher !== undefined);
  return ahead ?? piecesInTurn(input, reader, hasher);
}

/** Pieces that this thread reads: each is on its way while the one before is judged. */
function piecesInTurn(input: Input, reader: PlainReader, hasher: Hasher | undefined): Pieces {
  let piece = 0;
  let offset = 0;
  const read = async () => {
    const length = await input.read(reader.pieces.spaceOf(piece), offset);
    offset += length;
    return length;
  };
  let coming: Promise<number> | undefined;
  return {
    next: async () => {
      const length = await (coming ?? read());
      hasher?.update(reader.pieces.spaceOf(piece).subarray(0, length));
      piece++;
      coming = length > 0 ? read() : undefined;
      coming?.catch(() => {});
      return length;
    },
    digest: async () => hasher?.digest() ?? "",
    close: async () => {
      await coming?.catch(() => {});
    },
  };
}
