import type { Message } from './message';
import type { RunSettings, RunText } from './run';
import type { StartParams } from './trainer';

/** The kinds of models that can be compared, in the order of the result: first those without a state. */
export const comparedNames = [
  ...(['trigram', '5-gram', 'feedForward', 'hmm', 'kalman', 'linear', 'echoState'] as const),
  ...(['elman', 'jordan', 'lstm', 'gru', 'transformer'] as const),
];

export type ComparedName = (typeof comparedNames)[number];

/**
 * What every model may use. Several limits hold together. Without `tokens` and `seconds`, the training ends
 * after `USUAL_TOKENS`.
 */
export interface Budget {
  /** The largest number of parameters. The size of each model is chosen to come close to it. */
  readonly parameters?: number;
  /** The largest number of tokens that are read in training. Several passes count several times. */
  readonly tokens?: number;
  /**
   * The largest duration of the training in seconds. Counting n-grams and one iteration of EM cannot be interrupted, so they may
   * take longer.
   */
  readonly seconds?: number;
}

/** Tokens to train on if the budget limits neither tokens nor seconds. */
export const USUAL_TOKENS = 1_000_000;

export interface ComparisonOptions {
  readonly budget: Budget;
  readonly models: readonly ComparedName[];
  /** Number of seeds, from 1 on. */
  readonly seeds: number;
}

/**
 * Groups of tokens: classes, which divide all tokens, and positions.
 *
 * If tokens are characters, the words of a text are those of `Intl.Segmenter`. `wordStart` is the first letter of a word,
 * `wordSecond` the second, `wordRest` all later ones. For other units, words are the tokens that begin with a letter, perhaps after
 * a space: `frequentWord` is one of the 100 most frequent symbols of the training text, `otherWord` any other.
 * Positions in a line are those of its tokens; `lineRest` is from the third token on.
 */
export const tokenGroups = [
  ...(['wordStart', 'wordSecond', 'wordRest', 'frequentWord', 'otherWord'] as const),
  ...(['digit', 'punctuation', 'space', 'unknown'] as const),
  ...(['lineStart', 'lineSecond', 'lineRest'] as const),
];

export type TokenGroup = (typeof tokenGroups)[number];

/** How well a model predicts the tokens of a group in the held-out text. */
export interface GroupFigures {
  readonly group: TokenGroup;
  /** Number of tokens of the group in the held-out text. */
  readonly tokens: number;
  /** Perplexity per token of the group, from the mean loss over the seeds; at most the largest number. */
  readonly perplexity: number;
}

/** The result of a kind of model. All numbers are means over the seeds. */
export interface ComparedResult {
  readonly model: ComparedName;
  readonly parameters: number;
  /** Number of tokens read in training, of all passes. */
  readonly tokens: number;
  /** Duration of the training, in seconds. */
  readonly seconds: number;
  /** Perplexity per token of the held-out text, from the mean loss over the seeds. */
  readonly perplexity: number;
  /**
   * The 95 % interval of the perplexity over the seeds, at most the largest number. Missing for one seed and for kinds without
   * a seed.
   */
  readonly interval?: { readonly low: number; readonly high: number };
  /** The groups that occur in the held-out text. */
  readonly groups: readonly GroupFigures[];
  /** The groups of at least 20 tokens that the model predicts best and worst. Missing if there is no such group. */
  readonly best?: TokenGroup;
  readonly worst?: TokenGroup;
}

/** A kind that could not be compared, and why. */
export interface RefusedKind {
  readonly model: ComparedName;
  readonly reason: Message;
}

export interface ComparisonProgress {
  readonly model: ComparedName;
  /** Number of the seed, from 1. */
  readonly seed: number;
  /** Share of this training that is done; 0 if only time limits it. */
  readonly share: number;
}

/** A result that is stored, with the name of the file of the model of the first seed. */
export type StoredResult = (ComparedResult & { readonly file: string }) | RefusedKind;

/** A comparison of kinds of models on a text, which is stored beside the runs. It is complete if each kind has a result. */
export interface KindsRecord {
  readonly version: 1;
  readonly id: string;
  readonly createdAt: string;
  readonly text: RunText;
  /** The settings of the text. */
  readonly settings: RunSettings;
  /** Number of tokens on which the models are compared, at the end of the text. */
  readonly heldOut: number;
  readonly options: ComparisonOptions;
  /** The results so far, in the order of `options.models`. */
  readonly results: readonly StoredResult[];
}

/** What to compare: a new comparison, or `id`, the one to continue. */
export type CompareKindsParams = { readonly text: StartParams['text'] } & (
  | { readonly settings: RunSettings; readonly options: ComparisonOptions }
  | { readonly id: string }
);

/** Returns whether a kind was compared. */
export const isCompared = <R extends ComparedResult>(result: R | RefusedKind): result is R =>
  'perplexity' in result;
