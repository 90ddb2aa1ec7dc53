import { exp, log10 } from '../../core/math';
import type { BackoffModel } from './backoffModel';
import { NgramModel } from './ngramModel';
import { ROOT } from './trie';

/** Sums of probabilities above this count as 1. The difference is due to rounding errors. */
const ONE = 1 - 1e-12;
/** Maximum relative error of log10 P in a file, which has seven digits: half a unit of the last digit. */
const ROUNDING = 5e-7;

const power10 = (x: number) => exp(x * Math.LN10);

/**
 * Recomputes the back-off weights so that the probabilities after every history sum to 1:
 *
 * bow(h) = (1 - sum P(w|h)) / (1 - sum P(w|h')), over the w seen after h
 *
 * Short histories come first, because P(w|h') depends on their weights. A weight is kept if the sum is
 * already 1 within the rounding of the file. SRILM and OpenGrm write a weight of 0 where no mass is left.
 * Recomputing such a weight would turn rounding errors into probability.
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

/** Returns the maximum error of a probability, given its rounded log10. */
function errorOf(logarithm: number): number {
  return Number.isFinite(logarithm) ? power10(logarithm) * Math.abs(logarithm) * Math.LN10 * ROUNDING : 0;
}
