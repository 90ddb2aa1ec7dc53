import type { Message } from '../../protocol/message';

/** The character that decoders insert for bytes that are invalid in an encoding: U+FFFD. */
export const LOST = '\ufffd';

/**
 * Minimum number of characters per lost letter (U+FFFD) at which no warning is shown. A few lost letters are
 * tolerated, because a text about Unicode may contain U+FFFD.
 */
const TRACE = 10_000;

/** Returns the number of letters that were lost when a text was decoded: its U+FFFD characters. */
export function lostLetters(text: string): number {
  let count = 0;
  for (let at = text.indexOf(LOST); at >= 0; at = text.indexOf(LOST, at + 1)) count++;
  return count;
}

/** Returns whether the share of lost letters is large enough that the user should be warned. */
export const isDamaged = (lost: number, characters: number) => lost * TRACE > characters;

/**
 * Returns a warning about lost letters in a text. Undefined if they are too few to matter. `percent` formats
 * a share.
 */
export function lostLettersWarning(
  lost: number,
  characters: number,
  percent: (share: number) => string,
): Message | undefined {
  if (!isDamaged(lost, characters)) return undefined;
  const template =
    'Unreadable characters (U+FFFD): {0} of the text. It was probably opened in the wrong encoding.';
  return { template, args: [percent(lost / characters)] };
}
