import type { TokenGroup } from '../../protocol/kindsComparison';
import { type PageText, text } from '../texts';

/** The names of groups of tokens. */
export const groupTexts: Readonly<Record<TokenGroup, PageText>> = {
  wordStart: text('First letter of a word'),
  wordSecond: text('Second letter of a word'),
  wordRest: text('Later letters of a word'),
  frequentWord: text('Frequent words'),
  otherWord: text('Other words'),
  digit: text('Digits'),
  punctuation: text('Punctuation'),
  space: text('White space'),
  unknown: text('Unknown tokens'),
  lineStart: text('First token of a line'),
  lineSecond: text('Second token of a line'),
  lineRest: text('Later tokens of a line'),
};
