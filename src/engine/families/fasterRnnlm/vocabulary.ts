import { UserError } from '../../../protocol/userError';
import { decodeLatin1 } from '../../core/latin1';
import { checkDistinct } from '../../data/vocabulary';
import { SENTENCE_END } from '../rnnlm/text/tokens';
import type { CountedVocabulary } from './fasterRnnlmModel';

const FIRST_LINE = /^<\/s> \d+\r?\n/;
/** Maximum number of characters of a line that error messages show. */
const SHOWN = 40;

/** Returns whether the bytes begin like a vocabulary of faster-rnnlm. */
export function isVocabulary(bytes: Uint8Array): boolean {
  return FIRST_LINE.test(decodeLatin1(bytes.subarray(0, SHOWN)));
}

/**
 * Reads a vocabulary, which has lines of the form `word count`. Like faster-rnnlm, puts `</s>` first and
 * sorts the other words by descending count. Throws a UserError with the number of the first invalid line.
 */
export function readVocabulary(bytes: Uint8Array): CountedVocabulary {
  const lines = decodeLatin1(bytes).split('\n');
  if (lines.at(-1) === '') lines.pop();
  const entries = lines.map((line, i) => {
    const [, word, count] = /^(\S+) (\d{1,15})\r?$/.exec(line) ?? [];
    if (word !== undefined && (i > 0 || word === SENTENCE_END)) return { word, count: Number(count) };
    throw new UserError(
      'This file is not a vocabulary of faster-rnnlm, or it is damaged: line {0} is {1}, but {2} was expected.',
      [i + 1, JSON.stringify(line.slice(0, SHOWN)), JSON.stringify(i > 0 ? 'word 12' : '</s> 12')],
    );
  });
  checkDistinct(entries.map(({ word }) => word));
  const [end, ...words] = entries;
  if (!end) throw new UserError('This vocabulary of faster-rnnlm is empty.');
  const sorted = [end, ...words.sort((a, b) => b.count - a.count)];
  return {
    words: sorted.map(({ word }) => word),
    counts: Float64Array.from(sorted, ({ count }) => count),
  };
}
