import type { Score } from '../../protocol/reader';
import type { TextModel } from '../model/openModel';
import type { Reading } from './reading';
import { type ScoredRange, scoreOf, tokensIn } from './score';

/** A model that has read the text, and the part of it that counts. */
export interface ComparedReading {
  readonly open: TextModel;
  readonly reading: Reading;
  readonly scope: ScoredRange;
}

/**
 * The scores of several models on one text by one rule: what any of them has no symbol of its own or no probability
 * for is left out for all, with the characters that it stands for. Their sums are over the same characters then, also
 * where they cut them differently.
 */
export function compare(readers: readonly ComparedReading[], text: string): Score[] {
  const leftOut = new Uint8Array(text.length);
  for (const reader of readers) markUnknown(reader, leftOut);
  // A token that holds a character left out is left out as a whole, which may concern the others' tokens in turn.
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const reader of readers) if (spread(reader, leftOut)) isStable = false;
  }
  return readers.map(({ open, reading, scope }) => {
    const isOut = (token: number) => isUnknown(open, reading, token) || touches(reading, token, leftOut);
    return scoreOf(open, reading, text, { ...scope, leaveOut: isOut });
  });
}

function markUnknown({ open, reading, scope }: ComparedReading, leftOut: Uint8Array): void {
  const [first, end] = tokensIn(reading.tokens, scope);
  for (let token = first; token < end; token++)
    if (isUnknown(open, reading, token)) mark(reading, token, leftOut);
}

/** Whether anything was added. */
function spread({ reading, scope }: ComparedReading, leftOut: Uint8Array): boolean {
  const [first, end] = tokensIn(reading.tokens, scope);
  let added = false;
  for (let token = first; token < end; token++) {
    if (touches(reading, token, leftOut) && mark(reading, token, leftOut)) added = true;
  }
  return added;
}

function isUnknown({ model: { vocabulary } }: TextModel, { tokens }: Reading, token: number): boolean {
  const id = tokens.ids[token];
  return id < 0 || id === vocabulary.unknown || !Number.isFinite(tokens.logProbs[token]);
}

/** A token's characters begin where the one before it ends: a word has the white space before it. */
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
