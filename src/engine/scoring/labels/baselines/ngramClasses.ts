import { exp, log } from '../../../core/math';
import type { Examples } from '../../../data/labelled/examples';
import type { Vocabulary } from '../../../data/vocabulary';
import { Counter } from '../../../families/ngram/count/count';
import { estimate } from '../../../families/ngram/estimate';
import { modelOf } from '../../../families/ngram/levels';
import { NgramModel } from '../../../families/ngram/ngramModel';
import type { Baseline } from './baseline';

/**
 * One n-gram model per label, with Witten-Bell smoothing, and Bayes' rule: P(label | text) is proportional to P(label)
 * P(text | label).
 */
export function ngramClasses(training: Examples, vocabulary: Vocabulary, K: number, order: number): Baseline {
  const counts = training.countsOf(K);
  const models = counts.map((_, label) => ngramsOf(training, vocabulary, label, order));
  return {
    logProbs({ tokens }) {
      const ids = Int32Array.from([vocabulary.size, ...tokens]);
      const joint = Float64Array.from(
        models,
        (model, label) => log(counts[label] / training.count) + logProbOf(model, ids),
      );
      return normalised(joint);
    },
  };
}

function ngramsOf(training: Examples, vocabulary: Vocabulary, label: number, order: number): NgramModel {
  const begin = vocabulary.size;
  const counter = new Counter(begin, order);
  for (let i = 0; i < training.count; i++) {
    const { tokens, targets } = training.at(i);
    if (targets[0] !== label) continue;
    counter.push(begin);
    for (const token of tokens) counter.push(token);
  }
  const byLength = () => ({ smoothing: 'wittenBell', interpolate: true, minimumCount: 1 }) as const;
  return new NgramModel(modelOf(estimate(counter.finish(), vocabulary, { byLength }).ngrams));
}

/** Returns ln P of the tokens after the first one, which begins the text. */
function logProbOf(model: NgramModel, ids: Int32Array): number {
  const { logProbs } = model.score(model.start(), ids);
  return logProbs.subarray(1).reduce((sum, each) => sum + each, 0);
}

/** Subtracts the same number from logarithms of probabilities, so that the probabilities sum to 1. */
function normalised(logProbs: Float64Array): Float64Array {
  const largest = logProbs.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY);
  const sum = logProbs.reduce((all, each) => all + exp(each - largest), 0);
  return logProbs.map(each => each - largest - log(sum));
}
