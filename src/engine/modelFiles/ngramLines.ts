import type { ModelFileRow } from '../../protocol/modelFile';

const LINE_FEED = 0x0a;

/**
 * Returns the n-grams in a piece from the middle of an ARPA file: length, n-gram, log10 P and log10 of the back-off
 * weight. The length is the number of words between the tabs. Lines whose fields are not separated by tabs are left
 * out, because their length cannot be known without the heading of their section.
 */
export function rowsOfPiece(piece: Uint8Array): ModelFileRow[] {
  const [first, last] = [piece.indexOf(LINE_FEED) + 1, piece.lastIndexOf(LINE_FEED)];
  if (last < first) return [];
  const text = new TextDecoder().decode(piece.subarray(first, last));
  return text.split('\n').flatMap(line => {
    const [logProb, ngram, backOff = '0', ...others] = line.trimEnd().split('\t');
    const numbers = [Number(logProb), Number(backOff)];
    const isNgram = logProb !== '' && ngram && others.length === 0 && !numbers.some(Number.isNaN);
    return isNgram ? [[ngram.split(' ').length, ngram, ...numbers]] : [];
  });
}
