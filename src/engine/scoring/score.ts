import type { Score } from '../../protocol/reader';
import { sentenceEndOf } from '../model/follow';
import type { TextModel } from '../model/openModel';
import { MostSurprising } from './mostSurprising';
import { Reading } from './reading';
import type { Tokens } from './tokens';

/** What to score of a text that was read. */
export interface ScoredRange {
  /** UTF-16 units; every token that has a part in [start, end) counts. */
  readonly start: number;
  readonly end: number;
  /** Whether the sentence end that stands for the text's own end counts as well. */
  readonly complete: boolean;
  /** Tokens that are not to count, by their place in the reading. */
  readonly leaveOut?: (token: number) => boolean;
}

/**
 * What the model makes of `text` after `context`, both read in one go. `complete` says that the text ends there, and
 * is no selection: its last line is a whole line.
 */
export function scoreText(open: TextModel, context: string, text: string, complete = false): Score {
  const reading = new Reading(open);
  const whole = context + text;
  for (const _piece of reading.read(whole, complete));
  return scoreOf(open, reading, whole, { start: context.length, end: whole.length, complete });
}

/**
 * The sums over a part of a text that was read. A symbol that `<unk>` stands for is unknown, and scored with the
 * probability of `<unk>`; where the model has none, it is left out, and so is a symbol of probability 0.
 */
export function scoreOf(open: TextModel, reading: Reading, text: string, scope: ScoredRange): Score {
  const { vocabulary } = open.model;
  const { ids, logProbs, starts, ends } = reading.tokens;
  const sentenceEnd = sentenceEndOf(open);
  const counts = {
    tokens: 0,
    scored: 0,
    unknown: 0,
    leftOut: 0,
    zeroProbs: 0,
    zeroProbEnds: 0,
    sentenceEnds: 0,
  };
  const worst = new MostSurprising();
  let [characters, logProb, logProbOfEnds, logProbOfUnknown] = [0, 0, 0, 0];
  const [first, end] = tokensIn(reading.tokens, scope);
  for (let token = first; token < end; token++) {
    if (scope.leaveOut?.(token)) continue;
    const id = ids[token];
    const value = logProbs[token];
    counts.tokens++;
    if (id === vocabulary.unknown) {
      counts.unknown++; // -1 where there is no <unk>
      if (Number.isNaN(value)) counts.leftOut++;
    }
    if (value === Number.NEGATIVE_INFINITY) {
      counts.zeroProbs++;
      if (id === sentenceEnd) counts.zeroProbEnds++;
    }
    if (!Number.isFinite(value)) continue;
    counts.scored++;
    logProb += value;
    if (id === vocabulary.unknown) logProbOfUnknown += value;
    if (id === sentenceEnd) {
      counts.sentenceEnds++;
      logProbOfEnds += value;
    }
    const before = token > 0 ? ends[token - 1] : 0;
    characters += codePoints(text, Math.max(before, Math.min(scope.start, starts[token])), ends[token]);
    worst.add(token, value);
  }
  const sums = {
    characters,
    logProb,
    logProbWithoutEnds: logProb - logProbOfEnds,
    logProbWithoutUnknown: logProb - logProbOfUnknown,
  };
  return { ...counts, ...sums, worst: worst.describe(open, reading, text) };
}

/** The tokens that a scope touches, as [first, end). */
export function tokensIn(tokens: Tokens, { start, end, complete }: ScoredRange): [number, number] {
  const { starts, ends, length } = tokens;
  const first = tokens.firstAfter(start);
  let last = first;
  while (last < length && (starts[last] < end || (complete && ends[last] === end))) last++;
  return [first, last];
}

/** CRLF is one: line ends of both kinds make the same bits per character. */
function codePoints(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    const isSecondHalf = unit >= 0xdc00 && unit <= 0xdfff;
    const isCrlf = unit === 0x0d && i + 1 < end && text.charCodeAt(i + 1) === 0x0a;
    if (!isSecondHalf && !isCrlf) count++;
  }
  return count;
}
