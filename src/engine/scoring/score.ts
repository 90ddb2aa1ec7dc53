import { LOST, lostLetters } from '../../common/encoding/lostLetters';
import type { Score } from '../../protocol/textScore';
import type { TextModel } from '../model/openModel';
import { isUnknown, type ReadingModel, sentenceEndOf } from '../model/textIds';
import { MostSurprising } from './mostSurprising';
import { Reading } from './reading';
import type { PredictedTokens, Tokens } from './tokens';

/** The range of a reading that is scored. */
export interface ScoredRange {
  /** Start and end in UTF-16 units. All tokens that overlap [start, end) are scored. */
  readonly start: number;
  readonly end: number;
  /** Whether the text ends at the end of the range, so that a sentence end there is scored as well. */
  readonly complete: boolean;
  /** Returns whether to leave out the token with this index in the reading. */
  readonly leaveOut?: (token: number) => boolean;
}

/**
 * Scores `text` after `context`, which is read in the same pass but not scored. `complete`: whether the text
 * ends after `text`, so that its last line is a complete line. It is false for a selection.
 */
export function scoreText(open: TextModel, context: string, text: string, complete = false): Score {
  const reading = new Reading(open);
  const whole = context + text;
  for (const _piece of reading.read(whole, complete));
  return scoreOf(open, reading, whole, { start: context.length, end: whole.length, complete });
}

/**
 * Returns the score of a range of a reading. A symbol that is read as `<unk>` counts as unknown and has the
 * probability of `<unk>`. Symbols without a probability, or with probability 0, are left out of the sums.
 */
export function scoreOf(
  open: ReadingModel,
  reading: PredictedTokens,
  text: string,
  range: ScoredRange,
): Score {
  const { vocabulary } = open.model;
  const { ids, logProbs, starts, ends } = reading.tokens;
  const sentenceEnd = sentenceEndOf(open);
  const leftOut = open.tokenizer.filter?.leftOut(text);
  const isIntact = !text.includes(LOST);
  const counts = {
    tokens: 0,
    scored: 0,
    unknown: 0,
    leftOut: 0,
    zeroProbs: 0,
    zeroProbEnds: 0,
    sentenceEnds: 0,
    characters: 0,
    charactersLeftOut: 0,
    unreadable: 0,
  };
  const mostSurprising = new MostSurprising();
  let [logProb, logProbOfEnds, logProbOfUnknown] = [0, 0, 0];
  const [first, end] = tokensIn(reading.tokens, range);
  for (let token = first; token < end; token++) {
    const before = token > 0 ? ends[token - 1] : 0;
    const from = Math.max(before, Math.min(range.start, starts[token]));
    const characters = codePoints(text, from, ends[token], leftOut);
    if (!isIntact) counts.unreadable += lostLetters(text.slice(starts[token], ends[token]));
    if (range.leaveOut?.(token)) {
      counts.charactersLeftOut += characters;
      continue;
    }
    const id = ids[token];
    const value = logProbs[token];
    counts.tokens++;
    if (isUnknown(open.model, id)) {
      counts.unknown++;
      if (Number.isNaN(value)) counts.leftOut++;
    }
    if (value === Number.NEGATIVE_INFINITY) {
      counts.zeroProbs++;
      if (id === sentenceEnd) counts.zeroProbEnds++;
    }
    if (!Number.isFinite(value)) {
      counts.charactersLeftOut += characters;
      continue;
    }
    counts.characters += characters;
    counts.scored++;
    logProb += value;
    if (id === vocabulary.unknown) logProbOfUnknown += value;
    if (id === sentenceEnd) {
      counts.sentenceEnds++;
      logProbOfEnds += value;
    }
    mostSurprising.add(token, value);
  }
  const sums = {
    logProb,
    logProbWithoutEnds: logProb - logProbOfEnds,
    logProbWithoutUnknown: logProb - logProbOfUnknown,
  };
  return { ...counts, ...sums, mostSurprising: mostSurprising.describe(open, reading, text) };
}

/** Returns the index of the first token that overlaps a range, and the index after the last such token. */
export function tokensIn(tokens: Tokens, { start, end, complete }: ScoredRange): [number, number] {
  const { starts, ends, length } = tokens;
  const first = tokens.firstAfter(start);
  let last = first;
  while (last < length && (starts[last] < end || (complete && ends[last] === end))) last++;
  return [first, last];
}

/**
 * Returns the number of code points of a range, without those that a filter leaves out. CRLF counts as one,
 * so that bits per character do not depend on the line endings.
 */
function codePoints(text: string, start: number, end: number, leftOut?: Uint8Array): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    if (leftOut?.[i]) continue;
    const unit = text.charCodeAt(i);
    const isSecondHalf = unit >= 0xdc00 && unit <= 0xdfff;
    const isCrlf = unit === 0x0d && i + 1 < end && text.charCodeAt(i + 1) === 0x0a;
    if (!isSecondHalf && !isCrlf) count++;
  }
  return count;
}
