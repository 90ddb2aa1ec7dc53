import type { TokenBoundaries } from './tokenizer';

/** Number of UTF-16 units in a piece. Reading a piece takes a few milliseconds. */
const PIECE = 1 << 13;

/** Divides a text into small pieces at boundaries where this does not change its tokens. */
export function* smallPieces(text: string, { before, after }: TokenBoundaries): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const wanted = Math.min(at + PIECE, text.length);
    const last = before(text, wanted);
    const end = last > at ? last : after(text, wanted);
    yield text.slice(at, end);
    at = end;
  }
}
