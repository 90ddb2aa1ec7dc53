import type { TokenBoundaries } from './tokenizer';

/** UTF-16 units of a piece, which takes a few milliseconds to read. */
const PIECE = 1 << 13;

/** Cuts a text into small pieces where its tokens allow it. */
export function* smallPieces(text: string, { before, after }: TokenBoundaries): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const wanted = Math.min(at + PIECE, text.length);
    const last = before(text, wanted);
    const end = last > at ? last : after(text, wanted);
    yield text.slice(at, end);
    at = end;
  }
}
