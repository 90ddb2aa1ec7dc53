import { exp, log10 } from '../../core/math';
import type { BackoffModel } from './backoffModel';
import { NgramModel } from './ngramModel';
import { ROOT } from './trie';

/** A sum above it leaves nothing over, but for rounding. */
const ONE = 1 - 1e-12;
/** Files give log10 P in seven digits: by half a unit of the last one, relative to the number, at most. */
const ROUNDING = 5e-7;

const power10 = (x: number) => exp(x * Math.LN10);

/**
 * The same n-grams with the back-off weights that make every history's probabilities sum to 1:
 * bow(h) = (1 - sum P(w|h)) / (1 - sum P(w|h')), over the w after h. Shorter histories come first, since
 * P(w|h') rests on theirs.
 *
 * A weight that makes the sum 1 already stays: what the digits of a file leave open is no mass to give away. Where nothing
 * is left, SRILM and OpenGrm write a weight of 0, which must not become a share of the rounding.
 */
export function renormalise(smoothed: BackoffModel): BackoffModel {
  const { trie, logProbs } = smoothed;
  const { children, suffixes, words } = trie;
  const backOffs = new Float64Array(logProbs.length);
  const result = { ...smoothed, backOffs };
  const model = new NgramModel(result);
  const found = { logProb: 0, length: 0, next: ROOT };
  for (let h = ROOT + 1; h < backOffs.length; h++) {
    if (children[h] === children[h + 1]) continue;
    let own = 0;
    let lower = 0;
    let [ownError, lowerError] = [0, 0];
    for (let hw = children[h]; hw < children[h + 1]; hw++) {
      model.look(suffixes[h], words[hw], found);
      own += power10(logProbs[hw]);
      lower += power10(found.logProb);
      ownError += errorOf(logProbs[hw]);
      lowerError += errorOf(found.logProb);
    }
    const weight = power10(smoothed.backOffs[h]);
    const left = Math.max(1 - lower, 0);
    const error = ownError + weight * lowerError + left * errorOf(smoothed.backOffs[h]);
    if (Math.abs(own + weight * left - 1) <= error) backOffs[h] = smoothed.backOffs[h];
    else backOffs[h] = lower > ONE ? 0 : log10(Math.max(1 - own, 0) / (1 - lower));
  }
  return result;
}

/** By how much a number may be off whose logarithm is rounded. */
function errorOf(logarithm: number): number {
  return Number.isFinite(logarithm) ? power10(logarithm) * Math.abs(logarithm) * Math.LN10 * ROUNDING : 0;
}
