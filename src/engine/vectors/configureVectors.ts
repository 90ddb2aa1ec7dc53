import type { RunSettings, SettingValue } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { vectors } from '../../settings/vectorSettings';
import { check } from '../configuration/configure';
import { fieldOf } from '../configuration/fields';
import { BUCKETS, type SubwordOptions } from './subwords';
import type { Word2vecOptions } from './word2vec/options';

/** The settings of a training of word vectors. */
export interface VectorConfiguration extends Word2vecOptions {
  /** Words with fewer occurrences get no vector. */
  readonly minimumCount: number;
  readonly unit: 'word' | 'segmented';
  /** Whether to train with the same bits as word2vec. */
  readonly exact: boolean;
  /** Whether all words are converted to lower case. */
  readonly lowerCase: boolean;
}

/** The initial learning rates of word2vec. */
const RATES = { skipGram: 0.025, cbow: 0.05 };

/**
 * Checks the settings of a training of word vectors and fills in defaults. Throws a UserError that names the
 * first invalid setting.
 */
export function configureVectors(settings: RunSettings): VectorConfiguration {
  const value = (name: Exclude<keyof typeof vectors, 'vectors.exact' | 'vectors.hover'>): SettingValue => {
    const field = fieldOf(vectors[name]);
    const found = settings[name] ?? field.default;
    check(name, field, found);
    return found;
  };
  const number = (name: Parameters<typeof value>[0]) => Number(value(name));
  const method = value('vectors.method') === 'cbow' ? 'cbow' : 'skipGram';
  const output = value('vectors.output');
  const exact = settings['vectors.exact'] === true;
  const subwords = subwordsOf(number('vectors.subwordMinimum'), number('vectors.subwordMaximum'), exact);
  return {
    size: number('vectors.size'),
    window: number('vectors.window'),
    sample: number('vectors.sample'),
    negative: output === 'hierarchical' ? 0 : number('vectors.negative'),
    hierarchical: output !== 'negative',
    cbow: method === 'cbow',
    alpha: number('vectors.learningRate') || RATES[method],
    iterations: number('vectors.passes'),
    minimumCount: number('vectors.minimumCount'),
    unit: value('vectors.unit') === 'word' ? 'word' : 'segmented',
    exact,
    lowerCase: value('vectors.letterCase') === 'lower',
    ...(subwords && { subwords }),
  };
}

/** Returns the options of subwords, or undefined for none. Throws a UserError if they contradict each other. */
function subwordsOf(minimum: number, maximum: number, exact: boolean): SubwordOptions | undefined {
  if (maximum === 0) return undefined;
  const [least, most] = ['vectors.subwordMinimum', 'vectors.subwordMaximum'];
  if (exact) {
    throw new UserError(
      'word2vec has no subwords, so they cannot be trained exactly. Set {0} to 0, or turn off {1}.',
      [{ setting: most }, { setting: 'vectors.exact' }],
      most,
    );
  }
  if (minimum <= maximum) return { minimum, maximum, buckets: BUCKETS };
  throw new UserError(
    'The setting {0} is {1}, but must be at most {2}, the value of {3}.',
    [{ setting: least }, minimum, maximum, { setting: most }],
    least,
  );
}

/**
 * Number of words that a training reads in all passes together, and limits for the number of passes, if the
 * settings leave it open. With fewer words, all vectors still point in almost the same direction.
 */
const [WORDS, FEWEST, MOST] = [2_000_000, 5, 100];

/** Returns the number of passes over a text with this number of words. */
export function passesOver(words: number, { iterations }: VectorConfiguration): number {
  return iterations || Math.min(MOST, Math.max(FEWEST, Math.ceil(WORDS / words)));
}

/**
 * Throws a UserError if no word of a text, besides the end of a sentence, is frequent enough to get a vector.
 */
export function checkFrequentWord(
  words: readonly string[],
  name: string,
  { minimumCount }: VectorConfiguration,
): void {
  if (words.length > 1) return;
  throw new UserError(
    'No word of "{0}" occurs {1} times. Use a longer text, or lower {2}.',
    [name, minimumCount, { setting: 'vectors.minimumCount' }],
    'vectors.minimumCount',
  );
}
