import type { Work } from '../lib/compare';
import { isInstalled } from '../lib/installed';
import type { Machine } from '../lib/machine';
import type { Program } from '../lib/side';

/** A text of 147,245 words in 16,000 lines, on which the model is trained. */
const text = 'test/fixtures/text/words.train.txt';
const WORDS = 147_245;
/** A text of 17,909 words in 2,000 lines, on which the model is not trained. */
const asked = 'test/fixtures/text/words.test.txt';
const QUESTIONS = 17_909 + 2000;
/** Seconds that lmplz took for this text on a machine on which it was installed. */
const KENLM_SECONDS = 0.32;

/**
 * Returns works of whole programs and of lookups: estimating n-grams, reading a model and asking it, and looking
 * up probabilities.
 */
export function ngrams(machine: Machine): Work[] {
  const side = (what: string, ...others: string[]) =>
    machine.ours('dist/test/bench/ngram.js', [what, text, ...others]);
  return [
    {
      // Compares whole programs, as users run them. The time includes the start of the program and writing
      // the ARPA file.
      name: 'n-grams: modified Kneser-Ney of order 5, the whole program',
      unit: 'words/s',
      amount: WORDS,
      ours: side('program'),
      peers: [
        { name: 'KenLM lmplz', program: isInstalled('lmplz') ? side('lmplz') : undefined, goal: 1 },
        { name: 'ours alone', program: undefined, goal: Math.round(WORDS / KENLM_SECONDS) },
      ],
    },
    ...reading(side),
    {
      name: 'n-grams: questions to a 5-gram',
      unit: 'questions/s',
      amount: QUESTIONS,
      ours: side('query', asked),
      peers: [{ name: 'ours alone', program: undefined, goal: 1e6 }],
    },
  ];
}

/**
 * Whole programs that open a 5-gram of the text and report the perplexity of the text: from the ARPA file, and
 * from each program's own binary file.
 */
function reading(side: (what: string, ...others: string[]) => Program): Work[] {
  const files = ['ARPA', 'binary'];
  const hasPeer = isInstalled('query') && isInstalled('build_binary');
  return files.map(file => ({
    name: `n-grams: perplexity by a 5-gram, the whole program, from ${file}`,
    unit: 'words/s',
    amount: WORDS,
    ours: side(`read${file}`),
    peers: [
      {
        name: file === 'ARPA' ? 'KenLM query' : 'KenLM query, probing',
        program: hasPeer ? side(`query${file}`) : undefined,
        goal: file === 'ARPA' ? 1 : 0.5,
      },
    ],
  }));
}
