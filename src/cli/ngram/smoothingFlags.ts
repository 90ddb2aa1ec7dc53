import type { LengthOptions } from '../../engine/families/ngram/estimateOptions';
import { HIGHEST_ORDER } from '../../engine/families/ngram/learn';
import { type Call, numberFlag } from '../command/command';
import { commandFlag, type Flag } from '../command/flag';
import { UsageError } from '../command/usageError';
import { prunedCounts, prunedUpTo } from './pruning';

/**
 * The smoothing methods by the names of their flags, which are SRILM's. A number at the end of a flag's name
 * restricts the flag to n-grams of that length.
 */
const smoothings = {
  kndiscount: 'kneserNey',
  ukndiscount: 'unmodifiedKneserNey',
  wbdiscount: 'wittenBell',
  ndiscount: 'natural',
  cdiscount: 'absolute',
  addsmooth: 'additive',
} as const;

const names = Object.keys(smoothings) as (keyof typeof smoothings)[];
const lengths = Array.from({ length: HIGHEST_ORDER }, (_, i) => i + 1);
const whole = (minimum: number, maximum: number, value: number) =>
  ({ kind: 'integer', minimum, maximum, default: value }) as const;

const general: readonly Flag[] = [
  commandFlag(
    'kndiscount',
    undefined,
    'Modified Kneser-Ney smoothing. This and the following flags choose the smoothing for all lengths or, with a length at the end, as in --kndiscount3, for n-grams of that length. Default: Good-Turing with Katz back-off.',
  ),
  commandFlag('ukndiscount', undefined, 'Kneser-Ney smoothing with one discount.'),
  commandFlag('wbdiscount', undefined, 'Witten-Bell smoothing.'),
  commandFlag('ndiscount', undefined, "Ristad's natural law of succession."),
  commandFlag(
    'cdiscount',
    { kind: 'number', minimum: 0, maximum: 1, default: 0.5 },
    'Absolute discounting: takes this from every count.',
  ),
  commandFlag(
    'addsmooth',
    { kind: 'number', minimum: 0, exclusive: true, maximum: 1000, default: 1 },
    'Adds this to every count (additive smoothing).',
  ),
  commandFlag(
    'interpolate',
    undefined,
    'Interpolates with shorter histories, where the smoothing can (Kneser-Ney, Witten-Bell, absolute); with a length at its end, for that length.',
  ),
];

/**
 * The flags for the minimum count and the Good-Turing limit of n-grams of each length. The help lists only
 * the flags for length 1, whose descriptions mention those for other lengths.
 */
const cutoffs = lengths.flatMap((n): Flag[] => [
  {
    ...commandFlag(
      `gt${n}min`,
      whole(0, 1e9, n < 3 ? 1 : 2),
      `Leaves out ${n}-grams seen fewer times, for any smoothing; likewise gt2min, gt3min (default: 2) and so on.`,
    ),
    isUnlisted: n > 1,
  },
  {
    ...commandFlag(
      `gt${n}max`,
      whole(0, 40, n === 1 ? 1 : 7),
      `Good-Turing discounts ${n}-grams seen up to this number of times; likewise gt2max (default: 7) and so on.`,
    ),
    isUnlisted: n > 1,
  },
]);

export const smoothingFlags: readonly Flag[] = [
  ...general,
  ...general.flatMap(flag => lengths.map(n => ({ ...flag, name: `${flag.name}${n}`, isUnlisted: true }))),
  ...cutoffs,
];

/**
 * Returns a function that gives the smoothing options for n-grams of a length. Throws a UsageError if two
 * methods are given for one length.
 */
export function smoothingOf(call: Call): (length: number) => LengthOptions {
  const pruned = prunedCounts(call);
  const options = lengths.map(length => optionsOf(call, length, pruned));
  return length => options[length - 1];
}

function optionsOf(call: Call, length: number, pruned: readonly number[] | undefined): LengthOptions {
  const { flags } = call;
  const [name] = [onlyOne(call, String(length)), onlyOne(call, '')].filter(name => name !== undefined);
  const number = (name: string) => numberFlag(call, `${name}${length}`) ?? numberFlag(call, name);
  return {
    smoothing: name ? smoothings[name] : 'goodTuring',
    interpolate: flags.has('interpolate') || flags.has(`interpolate${length}`),
    // By default, SRILM leaves out n-grams of length 3 and more that occur once. With --prune, as in KenLM,
    // the model leaves out only what --prune removes.
    minimumCount: numberFlag(call, `gt${length}min`) ?? (length < 3 || pruned ? 1 : 2),
    prunedUpTo: pruned && prunedUpTo(pruned, length),
    goodTuringMaximum: numberFlag(call, `gt${length}max`),
    added: number('addsmooth'),
    discount: number('cdiscount'),
  };
}

function onlyOne({ flags }: Call, ending: string): keyof typeof smoothings | undefined {
  const [first, second] = names.filter(name => flags.has(name + ending));
  if (second) throw new UsageError(`--${first}${ending} or --${second}${ending}, not both.`);
  return first;
}
