import { END, RnnlmNetwork, UNKNOWN } from './net/network';
import type { RnnlmModel } from './rnnlmModel';
import type { TestTotals } from './test';
import { log10 } from './train';

/**
 * log10 probability of a word that neither the network nor the other model knows. The sum of a hypothesis
 * needs a value for every word, so that hypotheses can be compared.
 */
const UNKNOWN_PENALTY = -5;

/** One line of an n-best list. */
export interface Hypothesis {
  /** The id of the utterance. Hypotheses for the same utterance are adjacent. */
  readonly utterance: string;
  /** The ids of the words and of the final `</s>`. */
  readonly ids: Int32Array;
  /** The probabilities that another model gives the words; 0 for a word that it does not know. */
  readonly others?: Float64Array;
}

/**
 * Scores hypotheses like the C tool's `-nbest`. All hypotheses for an utterance start from the same hidden
 * layer: the one after the first hypothesis for the previous utterance. This hypothesis was the best one
 * before rescoring. The history for the direct connections continues from line to line. Calls `visit` with
 * the log10 probability of each hypothesis.
 */
export function scoreHypotheses(
  model: RnnlmModel,
  hypotheses: readonly Hypothesis[],
  lambda: number,
  visit: (score: number) => void,
): TestTotals {
  const network = new RnnlmNetwork(model);
  network.before.fill(0);
  network.computeClasses(END);
  let start = network.hidden.slice();
  let next = start;
  let utterance = '';
  let [words, logProb, otherLogProb, mixedLogProb] = [0, 0, 0, 0];
  for (const { utterance: id, ids, others } of hypotheses) {
    const isFirst = id !== utterance;
    if (isFirst) {
      utterance = id;
      start = next;
    }
    network.before.set(start);
    let score = 0;
    let last = END;
    for (const [i, word] of ids.entries()) {
      network.compute(last, word);
      const other = others?.[i] ?? 0;
      const byOther = other !== 0 ? log10(other) : UNKNOWN_PENALTY;
      const isKnown = word !== UNKNOWN;
      const probability = isKnown ? network.probability(word) : 0;
      const mixed = isKnown ? log10(probability * lambda + other * (1 - lambda)) : byOther;
      logProb += isKnown ? log10(probability) : byOther;
      otherLogProb += isKnown ? log10(other) : byOther;
      mixedLogProb += mixed;
      score += mixed;
      words++;
      network.advance(word);
      last = word;
    }
    if (isFirst) next = network.hidden.slice();
    visit(score);
  }
  return { words, logProb, otherLogProb, mixedLogProb };
}
