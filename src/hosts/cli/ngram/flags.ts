import { unitNames } from '../../../engine/data/tokenizers';
import { HIGHEST_ORDER } from '../../../engine/ngram/learn';
import { commandFlag, type Flag } from '../command/flag';
import { encodingFlag } from '../textFiles';
import { smoothingFlags } from './smoothingFlags';

/** MiB for sorting n-grams. */
export const USUAL_MEMORY = 1024;

/** Models that can be mixed into the first, as SRILM counts them. */
export const MOST_MIXED = 9;

const NBEST =
  'Gives hypotheses "score-of-sounds score-of-model number-of-words word ...", a line each, the log10 probability by this model.';

const lengths = Array.from({ length: HIGHEST_ORDER }, (_, i) => i + 1);
const mixed = Array.from({ length: MOST_MIXED - 1 }, (_, i) => i + 2);
const share = (value: number) => ({ kind: 'number', minimum: 0, maximum: 1, default: value }) as const;
const weight = (value: number) => ({ kind: 'number', minimum: -1e6, maximum: 1e6, default: value }) as const;
const whole = (minimum: number, maximum: number, value: number) =>
  ({ kind: 'integer', minimum, maximum, default: value }) as const;
const grouped = (group: string, flags: readonly Flag[]): Flag[] => flags.map(flag => ({ ...flag, group }));

const learning = grouped('Learning a model', [
  commandFlag('text', 'FILE', 'Learns a model from this text, a sentence a line.'),
  commandFlag('read', 'FILE', 'Learns a model from counts that were written with --write, or by SRILM.'),
  commandFlag('vocab', 'FILE', 'Words that it may know, separated by white space; all others are <unk>.'),
  commandFlag('limit-vocab', undefined, 'Said with --vocab, which leaves out other words anyway.'),
  ...smoothingFlags,
  commandFlag('write', 'FILE', 'Writes how often the text has each n-gram; --write2, only those of 2 words.'),
  ...lengths.map(n => ({ ...commandFlag(`write${n}`, 'FILE', `Counts of ${n}-grams.`), isUnlisted: true })),
  commandFlag(
    'write-order',
    whole(0, HIGHEST_ORDER, 0),
    'Of --write, n-grams of this length only; 0 for all.',
  ),
  commandFlag(
    'sort',
    undefined,
    'Said with --write, which lists n-grams in the order of their words anyway.',
  ),
  commandFlag(
    'memory',
    whole(1, 2 ** 20, USUAL_MEMORY),
    'MiB for sorting the n-grams of a text; what is more waits on disk. The model itself comes on top.',
  ),
  commandFlag('temp', 'FOLDER', "Where it waits, instead of the system's folder for temporary files."),
]);

const models = grouped('Models', [
  commandFlag(
    'unit',
    'UNIT',
    `How texts are split: ${unitNames.join(', ')}, or segmented with a language ("segmented ja"). Unless given, as the file of a model says, else at ASCII blanks (word ascii), as SRILM does.`,
  ),
  commandFlag(
    'order',
    whole(1, HIGHEST_ORDER, 3),
    'Words of the longest n-grams. Of a model that is read, all, unless it is given.',
  ),
  commandFlag('lm', 'FILE', 'The model, an ARPA file: written with --text or --read, else read.'),
  commandFlag('write-lm', 'FILE', 'Writes the model, as it is after all that was asked for.'),
  commandFlag('write-vocab', 'FILE', 'Writes its words, one a line.'),
  encodingFlag,
  commandFlag('tolower', undefined, 'Takes capital letters of texts for small ones.'),
  commandFlag('map-unk', 'WORD', 'What files and texts call <unk>.'),
  commandFlag(
    'prune',
    { kind: 'number', minimum: 0, maximum: 1, default: 0 },
    'Leaves out n-grams without which the perplexity would grow by less than this share.',
  ),
  commandFlag(
    'minprune',
    whole(2, HIGHEST_ORDER, 2),
    'Does so with n-grams of this length and longer ones only.',
  ),
  commandFlag('renorm', undefined, 'Makes the back-off weights anew, so that probabilities sum to 1.'),
]);

const mixing = grouped('Mixing models', [
  commandFlag(
    'mix-lm',
    'FILE',
    'A second model, which the first is interpolated with: word by word, or with --write-lm, --prune or --renorm into one model of the n-grams of all.',
  ),
  commandFlag('lambda', share(0.5), 'The weight of the first model.'),
  ...mixed.flatMap(n => [
    commandFlag(`mix-lm${n}`, 'FILE', `Model ${n + 1}.`),
    commandFlag(`mix-lambda${n}`, share(0), `The weight of model ${n + 1}; the second has what is left.`),
  ]),
  commandFlag('bayes', whole(0, 0, 0), 'Interpolation word by word has weights that no history changes.'),
  commandFlag('loglinear-mix', undefined, 'Multiplies probabilities instead of averaging them.'),
  commandFlag('cache', whole(0, 100_000, 0), 'Mixes in a unigram cache of so many words.'),
  commandFlag('cache-lambda', share(0.05), 'The weight of the cache.'),
  commandFlag(
    'cache-decay',
    share(1),
    'What a word in the cache counts for, times this for each word since.',
  ),
  commandFlag(
    'best-mix',
    'FILE',
    'Finds the weights that foresee this text best, prints them and takes them.',
  ),
]);

const using = grouped('Using it', [
  commandFlag('ppl', 'FILE', 'Reports how well the model foresees a text: log10 probability and perplexity.'),
  commandFlag(
    'unk',
    undefined,
    'Takes words out of the vocabulary as <unk>, instead of leaving them out of the sums.',
  ),
  commandFlag(
    'debug',
    whole(0, 4, 0),
    '1: a report for every sentence; 2: and a line for every word, with the n-gram used; 3: and the sum of what all words have in its place; 4: and how many words were among the likeliest.',
  ),
  commandFlag('rescore', 'FILE', NBEST),
  commandFlag('nbest', 'FILE', 'Does so and puts the best hypothesis first.'),
  commandFlag('rescore-lmw', weight(8), 'For --nbest: the weight of the log10 probability by the model.'),
  commandFlag('rescore-wtw', weight(0), 'For --nbest: the weight of the number of words.'),
  commandFlag('gen', whole(0, 100_000, 0), 'Writes so many sentences.'),
  commandFlag('seed', whole(0, 2 ** 32 - 1, 1), 'Of the random numbers.'),
]);

export const ngramFlags: readonly Flag[] = [...learning, ...models, ...mixing, ...using];

/** Flags that say how a model is learned, and nothing where one is read. */
export const learningFlags = learning
  .map(({ name }) => name)
  .filter(name => name !== 'text' && name !== 'read');
