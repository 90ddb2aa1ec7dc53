import { Learner, type LearningOptions } from './net/learner';
import { END, RnnlmNetwork, UNKNOWN } from './net/network';
import type { RnnlmModel } from './rnnlmModel';
import { log10 } from './train';

/**
 * log10 probability that is added to the sum for a word that neither the network nor the other model knows.
 */
const UNKNOWN_PENALTY = -8;

/** One token of the text with its probabilities by the RNNLM model and by another model. */
export interface TestedWord {
  /** Index of the token in the RNNLM model's vocabulary, or -1. */
  readonly word: number;
  readonly probability: number;
  /** Probability of the token by the other model. */
  readonly other: number;
}

/** Options for scoring a text. */
export interface TestOptions {
  /** Learning options for dynamic evaluation, in which the model learns from the text while it reads it. */
  readonly dynamic?: LearningOptions;
  /** The probabilities that another model gives the tokens, one per token. */
  readonly others?: Float64Array;
  /** The weight of the RNNLM model in the mixture with the other model. */
  readonly lambda: number;
}

/** The sums of log10 probabilities over a text, and its number of words. */
export interface TestTotals {
  readonly words: number;
  readonly logProb: number;
  readonly otherLogProb: number;
  readonly mixedLogProb: number;
}

/**
 * Scores a text like the C tool's `-test`, starting from the saved hidden layer and a `</s>`. Skips words
 * that the model does not know, unless the other model knows them. In dynamic evaluation (`dynamic`), the
 * word counter stays at 0, as in the C tool. Every word therefore counts as the end of a block, and errors
 * are backpropagated after each word.
 */
export function testText(
  model: RnnlmModel,
  ids: Int32Array,
  { dynamic, others, lambda }: TestOptions,
  visit?: (word: TestedWord) => void,
): TestTotals {
  const network = new RnnlmNetwork(model);
  const learner = dynamic && new Learner(model, network, dynamic);
  network.resume(model.hidden);
  learner?.start();
  if (model.structure.independent) network.reset();
  let [words, logProb, otherLogProb, mixedLogProb, last] = [0, 0, 0, 0, END];
  for (const [i, word] of ids.entries()) {
    network.compute(last, word);
    const isKnown = word !== UNKNOWN;
    const probability = isKnown ? network.probability(word) : 0;
    const other = others?.[i] ?? 0;
    if (isKnown || other > 0) {
      logProb += isKnown ? log10(probability) : UNKNOWN_PENALTY;
      mixedLogProb += log10(probability * lambda + other * (1 - lambda));
      otherLogProb += log10(other);
      words++;
    }
    visit?.({ word, probability, other });
    learner?.learn(last, word, 0);
    if (network.advance(word)) learner?.reset();
    last = word;
  }
  return { words, logProb, otherLogProb, mixedLogProb };
}

/** Returns the perplexity of a text of `words` words, given the sum of their log10 probabilities. */
export function perplexityFromLog10(logProb: number, words: number): number {
  return 10 ** (-logProb / words);
}
