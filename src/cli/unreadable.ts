import { lostLetters, lostLettersWarning } from '../common/encoding/lostLetters';
import { inFlags } from './command/settingFlags';
import { decimal } from './format';

/**
 * Returns a warning if a text has more than a trace of letters that were lost when it was decoded; else ''.
 */
export function unreadableWarning(lost: number, characters: number): string {
  const warning = lostLettersWarning(lost, characters, share => `${decimal(100 * share, 1)} %`);
  return warning ? `Warning: ${inFlags(warning)}\n` : '';
}

/** Yields the pieces of a text. After the last one, prints a warning if letters were lost. */
export function* warningOfUnreadable(pieces: Iterable<string>): Generator<string> {
  let [lost, characters] = [0, 0];
  for (const piece of pieces) {
    lost += lostLetters(piece);
    characters += piece.length;
    yield piece;
  }
  process.stderr.write(unreadableWarning(lost, characters));
}
