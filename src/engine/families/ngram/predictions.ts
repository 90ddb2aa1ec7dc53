import { exp } from '../../core/math';
import type { BackoffModel } from './backoffModel';
import { childOf, ROOT } from './trie';

/**
 * Subtracting probabilities from 1 loses precision. If the remaining probability is smaller than this, it is
 * too inexact, and the sums are computed over all words instead.
 */
const LEAST_REST = 1e-4;

/**
 * The entropies of an n-gram model's predictions, and the ranks of words among them. They are computed
 * without whole distributions. Let C be the words that the model lists after a history h, b the back-off
 * weight of h, and h' the next shorter history. For a word that is not in C, P(w|h) = b P(w|h'). Therefore:
 *
 *     sum over w of P(w|h) = sum over C of P(w|h) + b S
 *     sum over w of P(w|h) ln P(w|h) = sum over C of P(w|h) ln P(w|h) + b (E + S ln b)
 *
 * S and E are the sums of P(w|h') and P(w|h') ln P(w|h') over the words that are not in C. The sums of every
 * history are computed only once.
 */
export class NgramPredictions {
  /**
   * For each history, the sum of P over all words. `sumsPlnP` contains the sum of P ln P. NaN until it is
   * computed.
   */
  private readonly sumsP: Float64Array; // [N], one per node
  private readonly sumsPlnP: Float64Array; // [N], one per node
  /** log10 P of all words without a history (unigrams), in descending order. */
  private readonly descending: Float64Array; // [V], one per word
  /** For each word, the number of the last call of `rank` that has counted the word. */
  private readonly met: Uint32Array; // [V], one per word
  private requests = 0;

  constructor(private readonly smoothed: BackoffModel) {
    const { vocabulary, logProbs } = smoothed;
    this.sumsP = new Float64Array(logProbs.length).fill(Number.NaN);
    this.sumsPlnP = new Float64Array(logProbs.length);
    this.descending = logProbs
      .slice(1, vocabulary.size + 1)
      .sort()
      .reverse();
    this.met = new Uint32Array(vocabulary.size);
  }

  /** Returns the entropy of the prediction after a history: -sum P ln P, in nats. */
  entropy(state: number): number {
    const history = this.historyOf(state);
    this.sumUp(history);
    return -this.sumsPlnP[history];
  }

  /**
   * Returns the rank of a word with log10 P = `own`: 1 plus the number of words that are more likely after
   * the history.
   */
  rank(state: number, own: number): number {
    const { trie, logProbs, vocabulary } = this.smoothed;
    const toRoot = this.weightToRoot(state);
    const request = ++this.requests;
    let rank = 1 + this.countAbove(own, toRoot);
    let weight = 0;
    for (let node = state; node !== ROOT; node = trie.suffixes[node]) {
      for (let child = trie.children[node]; child < trie.children[node + 1]; child++) {
        const word = trie.words[child];
        if (word >= vocabulary.size || this.met[word] === request) continue;
        this.met[word] = request;
        if (weight + logProbs[child] > own) rank++;
        if (toRoot + logProbs[word + 1] > own) rank--; // already counted among the words without a history
      }
      weight += this.smoothed.backOffs[node];
    }
    return rank;
  }

  /**
   * Returns the longest suffix of the history after which the model lists words, or whose back-off weight is
   * not 1. A history with neither has the same predictions as the next shorter history.
   */
  private historyOf(state: number): number {
    const { trie, backOffs } = this.smoothed;
    let node = state;
    while (node !== ROOT && trie.children[node] === trie.children[node + 1] && backOffs[node] === 0)
      node = trie.suffixes[node];
    return node;
  }

  private sumUp(history: number): void {
    if (!Number.isNaN(this.sumsP[history])) return;
    if (history === ROOT) this.set(ROOT, this.sumOfWords(ROOT));
    else {
      const shorter = this.historyOf(this.smoothed.trie.suffixes[history]);
      this.sumUp(shorter);
      this.set(history, this.extended(history, shorter) ?? this.sumOfWords(history));
    }
  }

  private set(history: number, [P, PlnP]: readonly [number, number]): void {
    this.sumsP[history] = P;
    this.sumsPlnP[history] = PlnP;
  }

  /**
   * Returns the sums of P and of P ln P over all words after `history`, computed from the sums after the next
   * shorter history. Undefined if the result would not be exact enough.
   */
  private extended(history: number, shorter: number): [number, number] | undefined {
    const { trie, logProbs, backOffs, vocabulary } = this.smoothed;
    let [P, PlnP] = [0, 0];
    let [S, E] = [this.sumsP[shorter], this.sumsPlnP[shorter]];
    for (let child = trie.children[history]; child < trie.children[history + 1]; child++) {
      if (trie.words[child] >= vocabulary.size) continue;
      const [own, before] = [logProbs[child], this.logProb(shorter, trie.words[child])];
      P += exp(own * Math.LN10);
      PlnP += product(own);
      S -= exp(before * Math.LN10);
      E -= product(before);
    }
    if (S < LEAST_REST) return undefined;
    const lnB = backOffs[history] * Math.LN10;
    const b = exp(lnB);
    return b === 0 ? [P, PlnP] : [P + b * S, PlnP + b * (E + S * lnB)];
  }

  private sumOfWords(history: number): [number, number] {
    let [P, PlnP] = [0, 0];
    for (let word = 0; word < this.met.length; word++) {
      const logProb = this.logProb(history, word);
      P += exp(logProb * Math.LN10);
      PlnP += product(logProb);
    }
    return [P, PlnP];
  }

  /** Returns log10 P(word | history). */
  private logProb(history: number, word: number): number {
    const { trie, logProbs, backOffs } = this.smoothed;
    let [node, weight] = [history, 0];
    let found = childOf(trie, node, word);
    while (found < 0) {
      weight += backOffs[node];
      node = trie.suffixes[node];
      found = childOf(trie, node, word);
    }
    return weight + logProbs[found];
  }

  private weightToRoot(state: number): number {
    const { trie, backOffs } = this.smoothed;
    let weight = 0;
    for (let node = state; node !== ROOT; node = trie.suffixes[node]) weight += backOffs[node];
    return weight;
  }

  /**
   * Returns the number of words whose log10 P without a history, plus `weight` (a log10 back-off weight), is
   * above `own`.
   */
  private countAbove(own: number, weight: number): number {
    let [low, high] = [0, this.descending.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (weight + this.descending[middle] > own) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Returns P ln P, given log10 P. Returns 0 if P is 0. */
function product(logProb: number): number {
  return logProb > Number.NEGATIVE_INFINITY ? exp(logProb * Math.LN10) * logProb * Math.LN10 : 0;
}
