import type { Score } from '../../protocol/textScore';
import type { TextModel } from '../model/openModel';
import { Reading } from './reading';
import { scoreOf } from './score';

/** Scores a whole text that is read in pieces. Only one piece is in memory at a time. */
export function scorePieces(open: TextModel, pieces: Iterator<string>): Score {
  let reading = new Reading(open);
  let total: Score | undefined;
  let rest = ''; // white space that belongs to the first token of the next piece
  let passed = 0; // number of UTF-16 units before `rest`
  for (let next = pieces.next(); !next.done; ) {
    const text = rest + next.value;
    next = pieces.next();
    const complete = next.done === true;
    for (const _ of reading.read(text, complete));
    const score = scoreOf(open, reading, text, { start: 0, end: text.length, complete });
    total = total ? added(total, score, passed) : score;
    const { ends, length } = reading.tokens;
    const end = length > 0 ? ends[length - 1] : 0;
    rest = text.slice(end);
    passed += end;
    reading = new Reading(open, reading.end);
  }
  return total ?? scoreOf(open, reading, '', { start: 0, end: 0, complete: true });
}

/**
 * Returns the sum of two scores. Of the tokens with the highest surprisal, keeps as many as one score
 * contains. `passed` is the number of UTF-16 units before the text of `score`.
 */
function added(total: Score, score: Score, passed: number): Score {
  const later = score.mostSurprising.map(each => ({
    ...each,
    start: passed + each.start,
    end: passed + each.end,
  }));
  const most = Math.max(total.mostSurprising.length, later.length);
  return {
    ...sumOf(total, score),
    mostSurprising: [...total.mostSurprising, ...later]
      .sort((a, b) => b.surprisal - a.surprisal)
      .slice(0, most),
  };
}

/**
 * Returns the sums of all counts and log-probabilities of two scores, without the tokens with the highest
 * surprisal.
 */
function sumOf(
  { mostSurprising: _, ...sums }: Score,
  { mostSurprising: __, ...others }: Score,
): Omit<Score, 'mostSurprising'> {
  const names = Object.keys(sums) as (keyof typeof sums)[];
  // The assertion is valid because both objects have the same keys.
  return Object.fromEntries(names.map(name => [name, sums[name] + others[name]])) as typeof sums;
}
