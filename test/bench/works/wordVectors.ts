import type { Work } from '../lib/compare';
import { isInstalled } from '../lib/installed';
import type { Machine } from '../lib/machine';

/** A text with 163,245 words of the vocabulary, including sentence ends. */
const text = 'test/fixtures/text/words.train.txt';
/**
 * Number of passes over the text, as copies in one file. It is large enough that the C program spends only a small part of its time
 * on its table of 10^8 cells.
 */
const PASSES = 10;
/** The number for `--quick`. */
const FEW_PASSES = 2;
const WORDS = 163_245;

/**
 * Returns trainings of word vectors with size 100, window 5 and 5 negative samples. An update is a whole
 * training.
 */
export function wordVectors(machine: Machine, isQuick: boolean): Work[] {
  const passes = isQuick ? FEW_PASSES : PASSES;
  const methods = [
    { name: 'CBOW', cbow: '1' },
    { name: 'skip-gram', cbow: '0' },
  ];
  const modes = [
    { mode: 'exact', what: 'exact, one thread' },
    { mode: 'fast1', what: 'one thread' },
    { mode: 'fast2', what: 'two threads' },
  ];
  return methods.flatMap(({ name, cbow }) => {
    const side = (program: string) =>
      machine.ours('dist/test/bench/word2vec.js', [program, text, cbow, String(passes)]);
    const program = isInstalled('word2vec') ? side('word2vec') : undefined;
    return modes.map(({ mode, what }) => ({
      name: `word vectors: ${name}, size 100, ${what}`,
      unit: 'words/s',
      amount: WORDS * passes,
      isVariant: cbow === '1' || mode === 'fast2',
      ours: side(mode),
      peers: [
        { name: 'word2vec in C, one thread', program, goal: 1 },
        { name: 'ours alone', program: undefined, goal: 87_000 },
      ],
    }));
  });
}
