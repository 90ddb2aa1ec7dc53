import type { TextCollection } from '../../../common/textCollections';
import { lineBoundaries } from '../tokenBoundaries';
import type { TokenBoundaries, Tokenizer } from '../tokenizer';
import type { TextFilter, TextPart } from './filter';
import { framesIn, mayBeHeader, titleIn } from './frame';
import { filters } from './index';
import { keptParts, textOfParts } from './keptParts';
import { Places } from './places';

/**
 * Matches the two lines after an opening mark. If only the first line of a mark was read so far, the mark may
 * continue in them.
 */
const TWO_LINES = /^(?:.*(?:\r\n?|\n)){2}/;

/**
 * Returns a tokenizer for the text that remains after filtering. The positions of its tokens are positions in
 * the original text. If markup divides a token, the token's range includes the markup.
 *
 * The tokenizer keeps no state. A text is therefore divided only between lines of the text proper, so that
 * every piece contains the marks that affect it. If a piece of a header or footer does not contain its mark,
 * it is read as text. A piece that begins shortly before a header is read from the end of that header.
 */
export function filtered(plain: Tokenizer, name: TextCollection): Tokenizer {
  const filter = filters[name];
  const framesOf = remembering((text: string) => framesIn(text, filter.frame));
  const strip = (text: string) => textOfParts(text, keptParts(text, filter));
  const { strayMark } = plain;
  return {
    ...plain,
    id: `${plain.id} filter ${name}`,
    boundaries: boundariesOf(plain, filter, framesOf),

    scan(text, complete, visit) {
      const parts = keptParts(text, filter);
      const [places, kept] = [new Places(parts), textOfParts(text, parts)];
      plain.scan(kept, complete, (symbol, start, end) => {
        const last = places.end(end);
        visit(symbol, start === end ? last : places.start(start), last);
      });
    },

    strayMark:
      strayMark &&
      (text => {
        const parts = keptParts(text, filter);
        const at = strayMark(textOfParts(text, parts));
        return at < 0 ? at : new Places(parts).start(at);
      }),

    filter: {
      name,
      plain,
      strip,
      leftOut(text) {
        const leftOut = new Uint8Array(text.length).fill(1);
        for (const { start, end } of keptParts(text, filter)) leftOut.fill(0, start, end);
        return leftOut;
      },
      after: (text, offset) => placeAfter(text, offset, filter, framesOf(text)),
    },
  };
}

/** Returns the tokenizer with the given filter, or without a filter for `none`. */
export function withFilter(tokenizer: Tokenizer, name: TextCollection | 'none'): Tokenizer {
  if (tokenizer.filter?.name === name) return tokenizer;
  const plain = tokenizer.filter?.plain ?? tokenizer;
  return name === 'none' ? plain : filtered(plain, name);
}

function boundariesOf(
  { boundaries }: Tokenizer,
  { frame }: TextFilter,
  framesOf: (text: string) => readonly TextPart[],
): TokenBoundaries {
  return {
    before(text, offset) {
      const line = lineBoundaries.before(text, offset);
      const frames = framesOf(text);
      const around = frameAround(frames, line);
      if (around) return around.start;
      const last = frames.findLast(({ end }) => end <= line);
      if (!last && mayBeHeader(text, line, frame)) return 0;
      if (last && !TWO_LINES.test(text.slice(last.end, line))) return last.start;
      return titleIn(text, last?.end ?? 0, line, frame) ?? line;
    },
    after(text, offset) {
      const line = lineBoundaries.after(text, offset);
      return Math.min(frameAround(framesOf(text), line)?.end ?? line, text.length);
    },
    insideLine: text => boundaries.insideLine(text),
  };
}

function frameAround(frames: readonly TextPart[], offset: number): TextPart | undefined {
  return frames.find(({ start, end }) => start < offset && offset < end);
}

/** Returns `offset` or, if it lies inside a part that is left out, the end of this part. */
function placeAfter(text: string, offset: number, filter: TextFilter, frames: readonly TextPart[]): number {
  const frame = frameAround(frames, offset);
  if (frame) return Math.min(frame.end, text.length);
  const start = lineBoundaries.before(text, offset);
  const line = /[^\r\n]*/y;
  line.lastIndex = start;
  const parts = filter.markup?.partsOf(line.exec(text)?.[0] ?? '') ?? [];
  const part = parts === 'all' ? undefined : frameAround(parts, offset - start);
  return part ? start + part.end : offset;
}

/**
 * Returns a function that caches the last result of `of`. It is called many times in succession with the same
 * text.
 */
function remembering<T>(of: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly found: T } | undefined;
  return text => {
    if (last?.text !== text) last = { text, found: of(text) };
    return last.found;
  };
}
