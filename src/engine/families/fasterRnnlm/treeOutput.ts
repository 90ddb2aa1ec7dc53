import { exp, log } from '../../core/math';
import type { FasterRnnlmModel } from './fasterRnnlmModel';
import type { FasterRnnlmFeatures } from './features';
import type { WordTree } from './tree';

/**
 * The output with hierarchical softmax: P(word) is the product of the probabilities of the branches on the
 * word's path.
 */
export class TreeOutput {
  /** ln P of the children of the inner node that was computed last. */
  private readonly logProbs: Float64Array;

  constructor(
    private readonly model: FasterRnnlmModel,
    private readonly features: FasterRnnlmFeatures,
    private readonly tree: WordTree,
  ) {
    this.logProbs = new Float64Array(tree.arity);
  }

  /** Returns ln P of one word. Computes only the inner nodes on its path. */
  logProb(hidden: Float64Array, word: number): number {
    const { tree } = this;
    const path: number[] = [];
    for (let at = tree.places[word]; at >= 0; at = tree.places[this.nodeOf(at)]) path.push(at);
    let order = this.features.order;
    let logProb = 0;
    for (const at of path.reverse()) {
      order = this.branch(hidden, this.nodeOf(at), order);
      logProb += this.logProbs[at % tree.arity];
    }
    return logProb;
  }

  /** Computes ln P of all words after the given hidden state. Writes them into `logProbs`, [V]. */
  all(hidden: Float64Array, logProbs: Float64Array): void {
    const { arity, words, root, children } = this.tree;
    const reached = new Float64Array(root + 1);
    const orders = new Uint8Array(root + 1);
    orders[root] = this.features.order;
    for (let node = root; node >= words; node--) {
      const order = this.branch(hidden, node, orders[node]);
      for (let branch = 0; branch < arity; branch++) {
        const child = children[arity * (node - words) + branch];
        reached[child] = reached[node] + this.logProbs[branch];
        orders[child] = order;
      }
    }
    logProbs.set(reached.subarray(0, words));
  }

  /** Returns the inner node whose child is at index `place` of the tree's `children`. */
  private nodeOf(place: number): number {
    return this.tree.words + Math.floor(place / this.tree.arity);
  }

  /**
   * Computes ln P of the children of a node, with direct weights up to order `upTo`. Returns the order to use
   * for the nodes below: an order that was never trained at this node was not trained below it either.
   */
  private branch(hidden: Float64Array, node: number, upTo: number): number {
    const { features, logProbs } = this;
    const { arity, words } = this.tree;
    const { output } = this.model;
    const H = this.model.structure.hidden;
    const first = (node - words) * (arity - 1);
    let order = upTo;
    for (let branch = 0; branch < arity - 1; branch++) order = features.learnedOrder(first + branch, order);
    logProbs[arity - 1] = 0;
    let largest = 0;
    for (let branch = 0; branch < arity - 1; branch++) {
      let y = features.sum(first + branch, order);
      for (let j = 0, w = (first + branch) * H; j < H; j++, w++) y += output[w] * hidden[j];
      logProbs[branch] = y;
      largest = Math.max(largest, y);
    }
    let sum = 0;
    for (const y of logProbs) sum += exp(y - largest);
    const total = largest + log(sum);
    for (let branch = 0; branch < arity; branch++) logProbs[branch] -= total;
    return order;
  }
}
