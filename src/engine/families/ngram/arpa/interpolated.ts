import { exp, log10 } from '../../../core/math';
import type { BackoffModel } from '../backoffModel';
import { NgramModel } from '../ngramModel';
import { ROOT } from '../trie';

const power10 = (x: number) => exp(x * Math.LN10);

/**
 * Converts a model read from IRSTLM's iARPA format to ARPA. For each n-gram, iARPA contains the discounted
 * frequency f(w|h) instead of the probability P(w|h) = f(w|h) + bow(h) P(w|h'). Converts short n-grams first,
 * because the longer ones need their probabilities.
 */
export function fromInterpolated(smoothed: BackoffModel): BackoffModel {
  const { trie, backOffs } = smoothed;
  const { children, suffixes, words } = trie;
  const logProbs = smoothed.logProbs.slice();
  const result = { ...smoothed, logProbs };
  const model = new NgramModel(result);
  const found = { logProb: 0, length: 0, next: ROOT };
  for (let h = ROOT + 1; h < logProbs.length; h++) {
    for (let hw = children[h]; hw < children[h + 1]; hw++) {
      model.look(suffixes[h], words[hw], found);
      logProbs[hw] = log10(power10(logProbs[hw]) + power10(backOffs[h] + found.logProb));
    }
  }
  return result;
}
