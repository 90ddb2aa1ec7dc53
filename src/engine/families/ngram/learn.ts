import { UserError } from '../../../protocol/userError';
import type { TextBytes } from '../../data/decode';
import type { Vocabulary } from '../../data/vocabulary';
import { Counter, type SortingOptions } from './count/count';
import type { Counts } from './count/counts';
import { estimate, type NgramEstimate } from './estimate';
import type { EstimateOptions } from './estimateOptions';
import { NgramTokens, type VocabularyOptions } from './ngramTokens';

/** Matches the error messages of JavaScript engines for an array or map that does not fit into memory. */
const NO_ROOM = /allocation failed|maximum size|invalid .*length/i;

/** Maximum length of the n-grams of a model to learn. Longer n-grams would mostly repeat the text. */
export const HIGHEST_ORDER = 10;

export interface NamedText {
  readonly name: string;
  readonly bytes: TextBytes;
}

export interface CountOptions extends VocabularyOptions {
  /** Number of words of the longest n-grams, from 1 to `HIGHEST_ORDER`. */
  readonly order: number;
  /**
   * Memory limit, and storage for texts whose n-grams do not fit into memory. Default: everything is in
   * memory.
   */
  readonly sorting?: SortingOptions;
}

export type LearnOptions = CountOptions & Pick<EstimateOptions, 'byLength'>;

/** The n-grams of a text with their counts. */
export interface CountedText {
  readonly vocabulary: Vocabulary;
  readonly counts: Counts;
  /** Number of tokens of the text, including sentence ends. */
  readonly tokens: number;
}

export type LearnedNgrams = NgramEstimate & Pick<CountedText, 'tokens'>;

/**
 * Learns a model from a text: its vocabulary, the counts of its n-grams, and their probabilities. Throws a
 * UserError if the text contains no words or the model does not fit into memory.
 */
export function learn(text: NamedText, options: LearnOptions): LearnedNgrams {
  const { vocabulary, counts, tokens } = count(text, options);
  return { ...estimateFrom(text, counts, vocabulary, options), tokens };
}

/** Counts the n-grams of a text. Throws the same errors as `learn`. */
export function count(text: NamedText, options: CountOptions): CountedText {
  return withinMemory(text, () => counted(text, options));
}

/** Estimates a model from the counts of a text. Throws the same errors as `learn`. */
export function estimateFrom(
  text: NamedText,
  counts: Counts,
  vocabulary: Vocabulary,
  { byLength, sorting }: Pick<LearnOptions, 'byLength' | 'sorting'>,
): NgramEstimate {
  const newStorage = sorting?.newStorage;
  return withinMemory(text, () => estimate(counts, vocabulary, { byLength, newStorage }));
}

function withinMemory<T>({ name }: Pick<NamedText, 'name'>, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError && NO_ROOM.test(error.message))) throw error;
    throw new UserError(
      'The n-grams of "{0}" do not fit into memory ({1}). Choose shorter n-grams, or leave rare words out.',
      [name, error.message],
    );
  }
}

function counted({ name, bytes }: NamedText, options: CountOptions): CountedText {
  const { order, sorting } = options;
  const tokens = new NgramTokens({ name, bytes, storage: sorting?.newStorage() }, options);
  const begin = tokens.vocabulary.size;
  const counter = new Counter(begin, order, sorting);
  let length = 0;
  tokens.visit(id => {
    if (id !== begin) length++;
    counter.push(id);
  });
  if (length === 0) {
    throw new UserError('"{0}" is empty. Write or paste some text into it first; a few pages are enough.', [
      name,
    ]);
  }
  return { vocabulary: tokens.vocabulary, counts: counter.finish(), tokens: length };
}
