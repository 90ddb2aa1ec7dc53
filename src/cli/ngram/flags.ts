import { unitNames } from '../../engine/data/tokenizers';
import { HIGHEST_ORDER } from '../../engine/families/ngram/learn';
import { commandFlag, type Flag } from '../command/flag';
import { encodingFlag, filterFlag, strayMarksFlag } from '../textFiles';
import { smoothingFlags } from './smoothingFlags';

/** The default memory for sorting n-grams, in MiB. */
export const USUAL_MEMORY = 1024;

/** Maximum number of models that can be mixed with the first one, as in SRILM. */
export const MOST_MIXED = 9;

const NBEST =
  'Rescores hypotheses, one per line ("acoustic-score lm-score word-count word ..."), with the log10 probability of this model.';

const lengths = Array.from({ length: HIGHEST_ORDER }, (_, i) => i + 1);
const mixed = Array.from({ length: MOST_MIXED - 1 }, (_, i) => i + 2);
const share = (value: number) => ({ kind: 'number', minimum: 0, maximum: 1, default: value }) as const;
const weight = (value: number) => ({ kind: 'number', minimum: -1e6, maximum: 1e6, default: value }) as const;
const whole = (minimum: number, maximum: number, value: number) =>
  ({ kind: 'integer', minimum, maximum, default: value }) as const;
const grouped = (group: string, flags: readonly Flag[]): Flag[] => flags.map(flag => ({ ...flag, group }));

const learning = grouped('Learning a model', [
  commandFlag('text', 'FILE', 'Estimates a model from this text, one sentence per line.'),
  commandFlag('read', 'FILE', 'Estimates a model from counts written with --write or by SRILM.'),
  commandFlag('vocab', 'FILE', 'Vocabulary: words separated by white space; all others become <unk>.'),
  commandFlag('limit-vocab', undefined, 'Accepted for compatibility: --vocab always leaves out other words.'),
  ...smoothingFlags,
  commandFlag('write', 'FILE', 'Writes the count of each n-gram; --write2 only those of 2 words.'),
  ...lengths.map(n => ({ ...commandFlag(`write${n}`, 'FILE', `Counts of ${n}-grams.`), isUnlisted: true })),
  commandFlag(
    'write-order',
    whole(0, HIGHEST_ORDER, 0),
    'Restricts --write to n-grams of this length; 0: all.',
  ),
  commandFlag('sort', undefined, 'Accepted for compatibility: --write always sorts by words.'),
  commandFlag(
    'memory',
    whole(1, 2 ** 20, USUAL_MEMORY),
    'Memory for sorting n-grams, in MiB; the rest is stored on disk. Estimating then needs about 20 bytes per n-gram below the highest order.',
  ),
  commandFlag('temp', 'FOLDER', "Folder for temporary data, instead of the system's."),
]);

const models = grouped('Models', [
  commandFlag(
    'unit',
    'UNIT',
    `How texts are split: ${unitNames.join(', ')}, or segmented with a language ("segmented ja"). Default: as the file of the model says; otherwise word ascii (words between ASCII blanks), as in SRILM.`,
  ),
  commandFlag(
    'order',
    whole(1, HIGHEST_ORDER, 3),
    'Order: number of words of the longest n-grams. For a model that is read, the default is its own order.',
  ),
  commandFlag(
    'lm',
    'FILE',
    'The model, an ARPA file: written with --text or --read, otherwise read. A file of --write-bin-lm is read as well.',
  ),
  commandFlag('write-lm', 'FILE', 'Writes the model after all requested changes.'),
  commandFlag(
    'write-bin-lm',
    'FILE',
    'Writes the model as --write-lm does, but in the binary format of Elman Lab, which is opened without parsing.',
  ),
  commandFlag('write-vocab', 'FILE', 'Writes the vocabulary of the model, one word per line.'),
  encodingFlag,
  filterFlag,
  strayMarksFlag,
  commandFlag('tolower', undefined, 'Converts texts to lower case.'),
  commandFlag('map-unk', 'WORD', 'Name of the unknown word in files and texts.'),
  commandFlag(
    'prune',
    { kind: 'number', minimum: 0, maximum: 1, default: 0 },
    'Removes n-grams whose removal raises the perplexity by less than this relative amount. Several numbers, such as 0 0 1, prune by counts as KenLM does: learning a model removes n-grams seen that many times or fewer, one number per length; the last one applies to all longer n-grams.',
  ),
  commandFlag(
    'minprune',
    whole(2, HIGHEST_ORDER, 2),
    'Restricts --prune to n-grams of this length or longer.',
  ),
  commandFlag('renorm', undefined, 'Recomputes the back-off weights so that probabilities sum to 1.'),
]);

const mixing = grouped('Mixing models', [
  commandFlag(
    'mix-lm',
    'FILE',
    'A second model to interpolate with: word by word, or merged into one model with --write-lm, --prune or --renorm.',
  ),
  commandFlag('lambda', share(0.5), 'The weight of the first model.'),
  ...mixed.flatMap(n => [
    commandFlag(`mix-lm${n}`, 'FILE', `Model ${n + 1}.`),
    commandFlag(`mix-lambda${n}`, share(0), `The weight of model ${n + 1}; the second model gets the rest.`),
  ]),
  commandFlag(
    'bayes',
    whole(0, 0, 0),
    'Accepted for compatibility: the weights of the interpolation do not depend on the history.',
  ),
  commandFlag('loglinear-mix', undefined, 'Multiplies probabilities instead of averaging them.'),
  commandFlag('cache', whole(0, 100_000, 0), 'Adds a unigram cache of this number of words.'),
  commandFlag('cache-lambda', share(0.05), 'The weight of the cache.'),
  commandFlag(
    'cache-decay',
    share(1),
    'Factor by which a word in the cache loses weight with each newer word.',
  ),
  commandFlag(
    'best-mix',
    'FILE',
    'Finds the weights that predict this text best, prints them and uses them.',
  ),
]);

const using = grouped('Using it', [
  commandFlag('ppl', 'FILE', 'Reports log10 probability and perplexity of a text.'),
  commandFlag('unk', undefined, 'Scores words outside the vocabulary as <unk>, instead of leaving them out.'),
  commandFlag(
    'debug',
    whole(0, 4, 0),
    '1: a report for every sentence; 2: also a line for every word, with the n-gram used; 3: also the sum of the probabilities of all words in that context; 4: also the number of words that were among the most likely.',
  ),
  commandFlag('rescore', 'FILE', NBEST),
  commandFlag('nbest', 'FILE', 'Rescores hypotheses and sorts them, best first.'),
  commandFlag('rescore-lmw', weight(8), 'For --nbest: the weight of the log10 probability by the model.'),
  commandFlag('rescore-wtw', weight(0), 'For --nbest: the weight of the number of words.'),
  commandFlag('gen', whole(0, 100_000, 0), 'Generates this number of sentences.'),
  commandFlag('seed', whole(0, 2 ** 32 - 1, 1), 'Seed of the random numbers.'),
]);

export const ngramFlags: readonly Flag[] = [...learning, ...models, ...mixing, ...using];

/** Names of the flags that have an effect only if a model is learned, not if it is read from a file. */
export const learningFlags = learning
  .map(({ name }) => name)
  .filter(name => name !== 'text' && name !== 'read');
