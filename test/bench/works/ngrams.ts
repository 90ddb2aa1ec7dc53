import type { Work } from '../lib/compare';
import { isInstalled } from '../lib/installed';
import type { Machine } from '../lib/machine';

/** 147,245 words in 16,000 lines. */
const text = 'test/fixtures/text/words.train.txt';
const WORDS = 147_245;
const ENDS = 16_000;

/** Counting and smoothing, and questions to the model. */
export function ngrams(machine: Machine): Work[] {
  const side = (what: string) => machine.ours('dist/test/bench/ngram.js', [what, text]);
  return [
    {
      name: 'n-grams: modified Kneser-Ney of order 5',
      unit: 'words/s',
      amount: WORDS,
      ours: side('estimate'),
      // As a program of its own, which is how it is used: its start is in its time.
      peers: [{ name: 'KenLM lmplz', program: isInstalled('lmplz') ? side('lmplz') : undefined, goal: 1 }],
    },
    {
      name: 'n-grams: questions to a 5-gram',
      unit: 'questions/s',
      amount: WORDS + ENDS,
      ours: side('query'),
      peers: [{ name: 'ours alone', program: undefined, goal: 1e6 }],
    },
  ];
}
