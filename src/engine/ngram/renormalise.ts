import { exp, log10 } from '../core/math';
import { NgramModel } from './ngramModel';
import type { Smoothed } from './smoothed';
import { ROOT } from './trie';

/** A sum above it leaves nothing over, but for rounding. */
const ONE = 1 - 1e-12;

const power10 = (x: number) => exp(x * Math.LN10);

/**
 * The same n-grams with the back-off weights that make every history's probabilities sum to 1:
 * bow(h) = (1 - sum P(w|h)) / (1 - sum P(w|h')), over the w after h. Shorter histories come first, since
 * P(w|h') rests on theirs.
 */
export function renormalise(smoothed: Smoothed): Smoothed {
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
    for (let hw = children[h]; hw < children[h + 1]; hw++) {
      model.look(suffixes[h], words[hw], found);
      own += power10(logProbs[hw]);
      lower += power10(found.logProb);
    }
    backOffs[h] = lower > ONE ? 0 : log10(Math.max(1 - own, 0) / (1 - lower));
  }
  return result;
}
