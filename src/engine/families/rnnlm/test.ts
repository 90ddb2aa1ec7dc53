import type { RnnlmModel } from './model';
import { Learner, type LearningOptions } from './net/learner';
import { END, RnnlmNetwork, UNKNOWN } from './net/network';
import { log10 } from './train';

/** The log10 probability in the sum for a word that the model does not know. */
const UNKNOWN_PENALTY = -8;

/** One token of the text, with its probabilities. */
export interface TestedWord {
  /** Index in the vocabulary, or -1. */
  readonly word: number;
  readonly probability: number;
  /** The probability by the other model. */
  readonly other: number;
}

/** Options for scoring a text. */
export interface TestOptions {
  /** Learning options of dynamic evaluation, in which the model learns while it reads. */
  readonly dynamic?: LearningOptions;
  /** Probabilities by another model, one per token. */
  readonly others?: Float64Array;
  /** The weight of this model in the mixture. */
  readonly lambda: number;
}

/** Sums of log10 probabilities, and the number of words. */
export interface TestTotals {
  readonly words: number;
  readonly logProb: number;
  readonly otherLogProb: number;
  readonly mixedLogProb: number;
}

/**
 * Scores a text as the C tool's `-test` does, starting from the saved hidden layer and a `</s>`. Words that
 * the model does not know are skipped unless the other model knows them. In dynamic evaluation, the word
 * counter stays at 0 as in the C tool. So every word counts as the end of a block, and errors are
 * backpropagated after each.
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
  if (model.structure.independent) {
    network.reset();
    learner?.reset();
  }
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

/** Returns the perplexity from the sum of the log10 probabilities of `words` words. */
export function perplexityFromLog10(logProb: number, words: number): number {
  return 10 ** (-logProb / words);
}
