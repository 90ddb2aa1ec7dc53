import { BUCKETS } from '../../engine/vectors/subwords';
import type { Word2vecOptions } from '../../engine/vectors/word2vec/options';
import { type Call, numberFlag } from '../command/command';
import { commandFlag, type Flag } from '../command/flag';
import { UsageError } from '../command/usageError';

const MOST = 2 ** 31 - 1;
const integer = (byDefault: number, minimum = 0, maximum = MOST) =>
  ({ kind: 'integer', default: byDefault, minimum, maximum }) as const;
const number = (byDefault: number, maximum: number) =>
  ({ kind: 'number', default: byDefault, minimum: 0, maximum }) as const;

export const minCountFlag = commandFlag('min-count', integer(5), 'Leaves out words that occur fewer times.');
export const debugFlag = commandFlag(
  'debug',
  integer(2, 0, 2),
  'What is printed: 0 nothing, 1 sizes, 2 progress as well.',
);

const subwordFlags = [
  commandFlag(
    'maxn',
    integer(0, 0, 100),
    'Maximum number of characters of subwords, which get vectors like words, as in fastText; 0: no subwords.',
  ),
  commandFlag('minn', integer(3, 1, 100), 'Minimum number of characters of subwords.'),
  commandFlag(
    'bucket',
    integer(BUCKETS, 1),
    'Number of buckets: subwords with the same hash modulo this number share a vector.',
  ),
];

export const trainingFlags: readonly Flag[] = [
  commandFlag('train', 'FILE', 'The text: words separated by blanks; a line is a sentence.'),
  commandFlag('output', 'FILE', 'Writes the vectors, or the classes of the words, to this file.'),
  commandFlag('size', integer(100, 1, 10_000), 'Length of a vector.'),
  commandFlag(
    'window',
    integer(5, 1, 1000),
    'Maximum number of words between a word and those of its context.',
  ),
  commandFlag(
    'sample',
    number(1e-3, 1),
    'Leaves out words at random whose share of the text is larger; 0: none.',
  ),
  commandFlag(
    'hs',
    integer(0, 0, 1),
    '1: predicts words by their paths in a Huffman tree (hierarchical softmax).',
  ),
  commandFlag(
    'negative',
    integer(5, 0, 1000),
    'Number of random words that are predicted not to be the word (negative sampling); 0: none.',
  ),
  commandFlag(
    'threads',
    integer(12, 1, 10_000),
    'Number of threads (default: 1; at most 2, and 1 with --exact or -hs 1). The result does not depend on it. A second one helps only if a core is idle.',
  ),
  commandFlag(
    'exact',
    undefined,
    'Trains with the same bits as word2vec with one thread. Without it, sums have another order, so the vectors are nearly the same.',
  ),
  commandFlag('iter', integer(5, 1, 1_000_000), 'Number of passes over the text.'),
  minCountFlag,
  commandFlag(
    'alpha',
    number(0.025, 1000),
    'The learning rate at the start; it decreases to 0. Default: 0.05 with -cbow 1, 0.025 with -cbow 0.',
  ),
  commandFlag(
    'classes',
    integer(0, 0, 1_000_000),
    'Writes word classes instead of vectors: this number of clusters, by K-means.',
  ),
  debugFlag,
  commandFlag('binary', integer(0, 0, 1), '1: writes the vectors in binary.'),
  commandFlag('save-vocab', 'FILE', 'Writes the words and their counts.'),
  commandFlag(
    'read-vocab',
    'FILE',
    'Reads the words and their counts from this file, and does not count those of the text.',
  ),
  commandFlag(
    'resume',
    'FILE',
    'Continues a training that was stopped by Ctrl+C, from the file OUTPUT.resume that it wrote; the result is the same, bit for bit.',
  ),
  commandFlag(
    'cbow',
    integer(1, 0, 1),
    '1: the context predicts the word (continuous bag of words); 0: the word predicts each word of its context (skip-gram).',
  ),
  ...subwordFlags,
];

/** The names of the flags that can be given together with `--resume`. */
const changeable = ['resume', 'train', 'output', 'threads', 'debug'];

/** Throws a UsageError if a flag is given that would change the settings of a resumed training. */
export function checkResume({ flags }: Call): void {
  const fixed = [...flags.keys()].find(name => !changeable.includes(name));
  if (fixed === undefined) return;
  throw new UsageError(
    `--${fixed} cannot change when a training is resumed; only --train, --output, --threads and --debug can.`,
  );
}

/** Returns whether to train with the bits of word2vec. Throws a UsageError if the flags contradict each other. */
export function isExact({ flags }: Call, { subwords }: Word2vecOptions): boolean {
  const isExact = flags.has('exact');
  if (isExact && subwords) throw new UsageError('--exact and --maxn exclude each other.');
  return isExact;
}

export function trainingOptions(call: Call): Word2vecOptions {
  const value = (name: string, byDefault: number) => numberFlag(call, name) ?? byDefault;
  const cbow = value('cbow', 1) !== 0;
  return {
    size: value('size', 100),
    window: value('window', 5),
    sample: value('sample', 1e-3),
    negative: value('negative', 5),
    hierarchical: value('hs', 0) !== 0,
    cbow,
    alpha: value('alpha', cbow ? 0.05 : 0.025),
    iterations: value('iter', 5),
    ...subwordsOf(call),
  };
}

/** Returns the options of subwords. Throws a UsageError if they contradict each other. */
function subwordsOf(call: Call): Pick<Word2vecOptions, 'subwords'> {
  const [maximum = 0, minimum = 3, buckets = BUCKETS] = ['maxn', 'minn', 'bucket'].map(name =>
    numberFlag(call, name),
  );
  if (maximum === 0) {
    const needless = ['minn', 'bucket'].find(name => call.flags.has(name));
    if (needless !== undefined) throw new UsageError(`--${needless} has no effect without --maxn.`);
    return {};
  }
  if (minimum > maximum) throw new UsageError(`--minn ${minimum} is more than --maxn ${maximum}.`);
  return { subwords: { minimum, maximum, buckets } };
}
