import type { RnnlmModel } from './model';
import { Learner, type Rates } from './net/learner';
import { END, Network, UNKNOWN } from './net/network';
import { log10 } from './train';

/** What mixing gives a word that the model does not know, in log10: there is no probability for it. */
const UNKNOWN_PENALTY = -8;

/** One token of the text. */
export interface TestedWord {
  /** Place in the vocabulary, or -1. */
  readonly word: number;
  readonly probability: number;
  /** By the other model. */
  readonly other: number;
}

export interface TestOptions {
  /** Goes on learning while it reads: dynamic evaluation. */
  readonly dynamic?: Rates;
  /** Probabilities by another model, one for each token. */
  readonly others?: Float64Array;
  /** The share of this model in the mixture. */
  readonly lambda: number;
}

/** Log probabilities to base 10, and how many words they are of. */
export interface TestTotals {
  readonly words: number;
  readonly logProb: number;
  readonly otherLogProb: number;
  readonly mixedLogProb: number;
}

/**
 * Reads a text as the original's `-test` does: from the hidden layer that was saved, with a `</s>` before the
 * text. Words that the model does not know are left out unless another model knows them. Dynamic evaluation sends
 * the error back after every word, as the original's counter of words stands still meanwhile.
 */
export function testText(
  model: RnnlmModel,
  ids: Int32Array,
  { dynamic, others, lambda }: TestOptions,
  visit?: (word: TestedWord) => void,
): TestTotals {
  const network = new Network(model);
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

export function perplexityOf(logProb: number, words: number): number {
  return 10 ** (-logProb / words);
}
