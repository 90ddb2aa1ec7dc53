import { lostLetters, lostLettersWarning } from '../common/encoding/lostLetters';
import { inFlags } from './command/settingFlags';
import { decimal } from './format';

/**
 * Returns a warning if a significant share of a text's letters was lost in decoding. Empty for a smaller
 * share.
 */
export function unreadableWarning(lost: number, characters: number): string {
  const warning = lostLettersWarning(lost, characters, share => `${decimal(100 * share, 1)}%`);
  return warning ? `Warning: ${inFlags(warning)}\n` : '';
}

/**
 * Yields the pieces of a text unchanged. After the last piece, prints a warning if letters were lost in
 * decoding.
 */
export function* warningOfUnreadable(pieces: Iterable<string>): Generator<string> {
  let [lost, characters] = [0, 0];
  for (const piece of pieces) {
    lost += lostLetters(piece);
    characters += piece.length;
    yield piece;
  }
  process.stderr.write(unreadableWarning(lost, characters));
}
