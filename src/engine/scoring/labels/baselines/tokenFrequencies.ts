import { log } from '../../../core/math';
import type { Examples } from '../../../data/labelled/examples';
import type { Baseline } from './baseline';

/**
 * The frequencies of the tags of each token in the training data, without its context. The frequencies of all tags are
 * added as one more occurrence, so that no tag has the probability 0 and a token that was not seen has the most frequent
 * tag.
 */
export function tokenFrequencies(training: Examples, V: number, K: number): Baseline {
  const all = training.countsOf(K);
  const total = all.reduce((sum, count) => sum + count, 0);
  const counts = new Float64Array(V * K);
  const sums = new Float64Array(V);
  for (let i = 0; i < training.count; i++) {
    const { tokens, targets } = training.at(i);
    for (const [t, token] of tokens.entries()) {
      counts[token * K + targets[t]]++;
      sums[token]++;
    }
  }
  return {
    logProbs({ tokens }) {
      const found = new Float64Array(tokens.length * K);
      for (const [t, token] of tokens.entries()) {
        for (let k = 0; k < K; k++)
          found[t * K + k] = log((counts[token * K + k] + all[k] / total) / (sums[token] + 1));
      }
      return found;
    },
  };
}
