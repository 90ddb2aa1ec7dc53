import { HIGHEST_ORDER } from '../../../engine/ngram/learn';
import { commandFlag, type Flag } from '../command/flag';
import { smoothingFlags } from './smoothingFlags';

/** MiB for sorting n-grams. */
export const USUAL_MEMORY = 1024;

/** Models that can be mixed into the first, as SRILM counts them. */
export const MOST_MIXED = 9;

const mixed = Array.from({ length: MOST_MIXED - 1 }, (_, i) => i + 2);
const share = (value: number) => ({ kind: 'number', minimum: 0, maximum: 1, default: value }) as const;
const whole = (minimum: number, maximum: number, value: number) =>
  ({ kind: 'integer', minimum, maximum, default: value }) as const;
const grouped = (group: string, flags: readonly Flag[]): Flag[] => flags.map(flag => ({ ...flag, group }));

const making = grouped('Making a model', [
  commandFlag(
    'order',
    whole(1, HIGHEST_ORDER, 3),
    'Words of the longest n-grams. Of a model that is read, all, unless it is given.',
  ),
  commandFlag('text', 'FILE', 'Learns a model from this text, a sentence a line.'),
  commandFlag('unit', 'NAME', 'What the text is made of: word, character or segmented (word unless given).'),
  commandFlag('read', 'FILE', 'Learns a model from counts that were written with --write, or by SRILM.'),
  commandFlag('vocab', 'FILE', 'Words that it may know, separated by white space; all others are <unk>.'),
  commandFlag('tolower', undefined, 'Takes capital letters for small ones, also in the text of --ppl.'),
  ...smoothingFlags,
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
  commandFlag('write', 'FILE', 'Writes how often the text has each n-gram.'),
  commandFlag('write-vocab', 'FILE', 'Writes the words, one a line.'),
  commandFlag(
    'memory',
    whole(1, 2 ** 20, USUAL_MEMORY),
    'MiB for sorting the n-grams of a text; what is more waits on disk. The model itself comes on top.',
  ),
  commandFlag('temp', 'FOLDER', "Where it waits, instead of the system's folder for temporary files."),
  commandFlag('renorm', undefined, 'Makes the back-off weights anew, so that probabilities sum to 1.'),
]);

const reading = grouped('Models', [
  commandFlag('lm', 'FILE', 'The model, an ARPA file: written with --text or --read, else read.'),
  commandFlag('write-lm', 'FILE', 'Writes the model, as it is after all that was asked for.'),
  commandFlag('mix-lm', 'FILE', 'A second model, which the first is interpolated with.'),
  commandFlag('lambda', share(0.5), 'The weight of the first model.'),
  ...mixed.flatMap(n => [
    commandFlag(`mix-lm${n}`, 'FILE', `Model ${n + 1}.`),
    commandFlag(`mix-lambda${n}`, share(0), `The weight of model ${n + 1}; the second has what is left.`),
  ]),
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
  commandFlag('gen', whole(0, 100_000, 0), 'Writes so many sentences.'),
  commandFlag('seed', whole(0, 2 ** 32 - 1, 1), 'Of the random numbers.'),
]);

export const ngramFlags: readonly Flag[] = [...making, ...reading, ...using];
