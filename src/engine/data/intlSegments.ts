/** The `Intl.Segmenter` objects for words and sentences. */
export interface Segmenters {
  readonly words: Intl.Segmenter;
  readonly sentences: Intl.Segmenter;
}

/**
 * Maximum length of a piece of a line, in UTF-16 units. Time and memory of `Intl.Segmenter` grow with the
 * square of the length: a line of 100,000 Japanese characters takes minutes.
 */
const PIECE = 512;

/**
 * Visits the segments of a line in order, with whether a sentence ends after each. Long lines are processed
 * in pieces that end with a sentence or else a word. Only a word longer than a piece is split, which does not
 * occur in natural text.
 */
export function scanSegments(
  breaks: Segmenters,
  line: string,
  start: number,
  end: number,
  visit: (from: number, to: number, endsSentence: boolean) => void,
): void {
  for (let at = start; at < end; ) {
    const piece = line.slice(at, cutAt(line, at, end));
    const isLast = at + piece.length === end;
    const words = endsOf(breaks.words, piece);
    const sentences = new Set(endsOf(breaks.sentences, piece));
    // The last segment of a piece may continue after the cut, so it is left to the next piece.
    if (!isLast) sentences.delete(piece.length);
    const inner = isLast ? undefined : (words.findLast(word => sentences.has(word)) ?? words.at(-2));
    const stop = inner ?? piece.length;
    let from = 0;
    for (const to of words.filter(word => word <= stop)) {
      visit(at + from, at + to, sentences.has(to));
      from = to;
    }
    at += stop;
  }
}

/** Returns the end of a piece, never inside a surrogate pair. */
function cutAt(line: string, at: number, end: number): number {
  const cut = at + PIECE;
  if (cut >= end) return end;
  const isHalf = (line.codePointAt(cut - 1) ?? 0) > 0xffff;
  return isHalf ? cut - 1 : cut;
}

/** Returns the ends of the segments. Each segment object would keep a copy of the text in memory. */
function endsOf(segmenter: Intl.Segmenter, text: string): number[] {
  const ends: number[] = [];
  for (const { index } of segmenter.segment(text)) if (index > 0) ends.push(index);
  if (text.length > 0) ends.push(text.length);
  return ends;
}
