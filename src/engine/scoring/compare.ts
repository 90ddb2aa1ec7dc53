import type { Score } from '../../protocol/textScore';
import type { TextModel } from '../model/openModel';
import { isUnknown } from '../model/textIds';
import type { Reading } from './reading';
import { type ScoredRange, scoreOf, tokensIn } from './score';

/** A model's reading of a text, and the range of the text to compare. */
export interface ComparedReading {
  readonly open: TextModel;
  readonly reading: Reading;
  readonly range: ScoredRange;
}

/**
 * Returns comparable scores of several models for one text. A token that any of the models does not know, or
 * to which it gives no probability, is left out for all models, together with its characters. All sums then
 * cover the same characters, even if the models split the text into different tokens.
 */
export function compare(readers: readonly ComparedReading[], text: string): Score[] {
  const leftOut = new Uint8Array(text.length);
  for (const reader of readers) markUnknown(reader, leftOut);
  // A token that contains any left-out character is left out entirely. Its other characters may be part of
  // tokens of other models, so repeat until nothing changes.
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const reader of readers) if (spread(reader, leftOut)) isStable = false;
  }
  return readers.map(({ open, reading, range }) => {
    const isOut = (token: number) => isOutside(open, reading, token) || touches(reading, token, leftOut);
    return scoreOf(open, reading, text, { ...range, leaveOut: isOut });
  });
}

function markUnknown({ open, reading, range }: ComparedReading, leftOut: Uint8Array): void {
  const [first, end] = tokensIn(reading.tokens, range);
  for (let token = first; token < end; token++)
    if (isOutside(open, reading, token)) mark(reading, token, leftOut);
}

/**
 * Leaves out all tokens that contain left-out characters. Returns whether this leaves out any further
 * characters.
 */
function spread({ reading, range }: ComparedReading, leftOut: Uint8Array): boolean {
  const [first, end] = tokensIn(reading.tokens, range);
  let added = false;
  for (let token = first; token < end; token++) {
    if (touches(reading, token, leftOut) && mark(reading, token, leftOut)) added = true;
  }
  return added;
}

function isOutside({ model }: TextModel, { tokens }: Reading, token: number): boolean {
  return isUnknown(model, tokens.ids[token]) || !Number.isFinite(tokens.logProbs[token]);
}

/**
 * Returns the index at which the characters of a token begin: the end of the previous token. White space
 * before a token therefore belongs to the token.
 */
const beginOf = ({ tokens }: Reading, token: number) => (token > 0 ? tokens.ends[token - 1] : 0);

function touches(reading: Reading, token: number, leftOut: Uint8Array): boolean {
  return leftOut.subarray(beginOf(reading, token), reading.tokens.ends[token]).includes(1);
}

function mark(reading: Reading, token: number, leftOut: Uint8Array): boolean {
  const characters = leftOut.subarray(beginOf(reading, token), reading.tokens.ends[token]);
  if (!characters.includes(0)) return false;
  characters.fill(1);
  return true;
}
