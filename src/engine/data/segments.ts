/** Finds words and sentences. */
export interface Segmenters {
  readonly words: Intl.Segmenter;
  readonly sentences: Intl.Segmenter;
}

/**
 * Time and memory of `Intl.Segmenter` grow with the square of a text's length: a line of 100,000 Japanese characters
 * takes it minutes. So a long line is cut into pieces of at most so many UTF-16 units.
 */
const PIECE = 512;

/**
 * Visits the segments of a line, back to back, with whether a sentence ends there. Pieces end where a sentence does, or
 * else a word, so that they show only in what is no text of any language: a word longer than a piece is cut.
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
    // What a cut ends may go on beyond it: the last segment of a piece is left to the next one.
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

/** Never between the halves of a surrogate pair. */
function cutAt(line: string, at: number, end: number): number {
  const cut = at + PIECE;
  if (cut >= end) return end;
  const isHalf = (line.codePointAt(cut - 1) ?? 0) > 0xffff;
  return isHalf ? cut - 1 : cut;
}

/** Where the segments end; the segments themselves would keep a copy of the text each. */
function endsOf(segmenter: Intl.Segmenter, text: string): number[] {
  const ends: number[] = [];
  for (const { index } of segmenter.segment(text)) if (index > 0) ends.push(index);
  if (text.length > 0) ends.push(text.length);
  return ends;
}
