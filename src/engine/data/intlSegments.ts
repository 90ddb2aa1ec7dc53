/** The `Intl.Segmenter` objects that split a text into words and into sentences. */
export interface Segmenters {
  readonly words: Intl.Segmenter;
  readonly sentences: Intl.Segmenter;
}

/**
 * Maximum length of the pieces into which a line is divided, in UTF-16 units. Time and memory of
 * `Intl.Segmenter` grow with the square of the length: a line of 100,000 Japanese characters would take
 * minutes.
 */
const PIECE = 512;

/**
 * Visits the segments (words, punctuation and white space) of a line in order, with the information whether a
 * sentence ends after each. A long line is processed in pieces that end after a sentence if possible, else
 * after a word. Only a word longer than a piece is split; natural text contains no such words.
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
    // At the end of a piece, a sentence end is not certain, because the sentence may continue in the next
    // piece.
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

/** Returns the end of a piece that starts at `at`. It is never inside a surrogate pair. */
function cutAt(line: string, at: number, end: number): number {
  const cut = at + PIECE;
  if (cut >= end) return end;
  const isHalf = (line.codePointAt(cut - 1) ?? 0) > 0xffff;
  return isHalf ? cut - 1 : cut;
}

/**
 * Returns the end of each segment in a text. Does not keep the segment objects, because each has a copy of
 * the text.
 */
function endsOf(segmenter: Intl.Segmenter, text: string): number[] {
  const ends: number[] = [];
  for (const { index } of segmenter.segment(text)) if (index > 0) ends.push(index);
  if (text.length > 0) ends.push(text.length);
  return ends;
}
