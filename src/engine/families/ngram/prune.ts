import { exp, log } from '../../core/math';
import { SENTENCE_END } from '../../data/tokenizer';
import { type BackoffModel, sentenceBeginOf } from './backoffModel';
import { NgramModel } from './ngramModel';
import { renormalise } from './renormalise';
import { restrict } from './restrict';
import { ROOT } from './trie';

/**
 * Removes each n-gram whose removal would raise the model's perplexity by less than the relative amount
 * `threshold`. Stolcke, "Entropy-based pruning of backoff language models" (1998), equation 3. The change is
 * measured under the model's own distribution:
 *
 * D = -P(h) { P(w|h) [ln P(w|h') + ln bow' - ln P(w|h)] + [ln bow' - ln bow] (1 - sum P(v|h)) }
 *
 * The sum runs over the words v seen after h; bow' is the back-off weight of h without w. The n-gram hw is
 * removed if e^D - 1 < threshold. Each n-gram is judged as if it were the only one removed. Three kinds of
 * n-grams are always kept: prefixes of kept n-grams, single words (which have nothing to back off to), and
 * n-grams shorter than `shortest`.
 */
export function pruneByEntropy(smoothed: BackoffModel, threshold: number, shortest = 2): BackoffModel {
  const { trie } = smoothed;
  const judge = new Judge(smoothed, threshold);
  const kept = new Uint8Array(trie.words.length).fill(1, 0, trie.levels[shortest] ?? trie.words.length);
  for (let length = trie.levels.length - 2; length >= shortest; length--) {
    for (let h = trie.levels[length - 1]; h < trie.levels[length]; h++) judge.mark(h, kept);
  }
  const { trie: pruned, before } = restrict(trie, kept);
  const of = (values: Float64Array) => Float64Array.from(before, node => values[node]);
  const [logProbs, backOffs] = [of(smoothed.logProbs), of(smoothed.backOffs)];
  return renormalise({ ...smoothed, trie: pruned, logProbs, backOffs });
}

/** Decides which of the n-grams after a history are kept. */
class Judge {
  private readonly model: NgramModel;
  /** ln P of each n-gram as a sequence of words (see `jointOf`). */
  private readonly joint: Float64Array; // [N], one per node

  constructor(
    private readonly smoothed: BackoffModel,
    private readonly threshold: number,
  ) {
    this.model = new NgramModel(smoothed);
    this.joint = jointOf(smoothed, this.model);
  }

  /**
   * Marks the n-grams after `h` that are kept. The longer n-grams must have been marked before, because the
   * prefixes of kept n-grams are kept.
   */
  mark(h: number, kept: Uint8Array): void {
    const { trie, logProbs, backOffs } = this.smoothed;
    const { children, suffixes, words } = trie;
    const from = children[h];
    const count = children[h + 1] - from;
    const lower = new Float64Array(count); // ln P(w|h')
    const sums = { own: 0, lower: 0 };
    const found = { logProb: 0, length: 0, next: ROOT };
    for (let i = 0; i < count; i++) {
      this.model.look(suffixes[h], words[from + i], found);
      lower[i] = found.logProb * Math.LN10;
      sums.own += exp(logProbs[from + i] * Math.LN10);
      sums.lower += exp(lower[i]);
    }
    const bow = backOffs[h] * Math.LN10;
    for (let i = 0; i < count; i++) {
      const node = from + i;
      const own = logProbs[node] * Math.LN10;
      const without = log((1 - sums.own + exp(own)) / (1 - sums.lower + exp(lower[i])));
      // If the back-off weight is 0, no mass remains to be redistributed, even if the rounded probabilities
      // of the file do not sum exactly to 1.
      const rest = bow === Number.NEGATIVE_INFINITY ? 0 : (without - bow) * (1 - sums.own);
      const change = exp(own) * (lower[i] + without - own) + rest;
      const D = -exp(this.joint[h]) * change;
      const hasKept =
        children[node] < children[node + 1] && kept.subarray(children[node], children[node + 1]).includes(1);
      kept[node] = hasKept || !(exp(D) - 1 < this.threshold) ? 1 : 0;
    }
  }
}

/**
 * Computes ln P of each n-gram by the chain rule. `<s>` gets the probability of a sentence end or, if the
 * model has no sentence end, 1 / V.
 */
function jointOf(smoothed: BackoffModel, model: NgramModel): Float64Array {
  const { trie, logProbs, vocabulary } = smoothed;
  const joint = Float64Array.from(logProbs, logProb => logProb * Math.LN10);
  const begin = sentenceBeginOf(smoothed);
  const end = model.vocabulary.symbols.indexOf(SENTENCE_END);
  if (begin >= 0) joint[begin + 1] = end >= 0 ? joint[end + 1] : -log(vocabulary.size);
  for (let h = ROOT + 1; h < joint.length; h++) {
    for (let hw = trie.children[h]; hw < trie.children[h + 1]; hw++) joint[hw] += joint[h];
  }
  return joint;
}
