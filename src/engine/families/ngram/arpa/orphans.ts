import type { BackoffModel } from '../backoffModel';
import { childOf, orderOf, TrieBuilder } from '../trie';
import type { Irregularities } from './irregularities';

/** An n-gram whose history (all words except the last) the file does not contain. */
export interface Orphan {
  readonly ids: Int32Array;
  readonly logProb: number;
  readonly backOff: number;
  readonly line: number;
}

/**
 * Returns the model with the orphans and their missing histories added. A missing history gets its back-off
 * probability and the back-off weight 1. Adding it therefore changes no other probability.
 */
export function withOrphans(
  smoothed: BackoffModel,
  orphans: readonly Orphan[],
  irregularities: Irregularities,
): BackoffModel {
  if (orphans.length === 0) return smoothed;
  const adoption = new Adoption(smoothed, irregularities);
  const order = orphans.reduce((most, { ids }) => Math.max(most, ids.length), orderOf(smoothed.trie));
  for (let length = 2; length <= order; length++) {
    adoption.addLevel(
      length,
      orphans.filter(({ ids }) => ids.length >= length),
    );
  }
  return adoption.result();
}

class Adoption {
  private readonly trie: TrieBuilder;
  private logProbs: Float64Array; // [N], one per node; NaN for n-grams that have no value yet
  private backOffs: Float64Array; // [N], one per node
  /**
   * For the old n-grams of the length that was processed last, in order: the node of each n-gram in the new
   * trie.
   */
  private now: Int32Array;
  /** For each orphan, the new node of its longest prefix added so far. */
  private readonly reached = new Map<Orphan, number>();

  constructor(
    private readonly before: BackoffModel,
    private readonly irregularities: Irregularities,
  ) {
    const end = before.trie.levels[2];
    this.trie = new TrieBuilder(end - 1);
    this.logProbs = before.logProbs.slice(0, end);
    this.backOffs = before.backOffs.slice(0, end);
    this.now = Int32Array.from({ length: end - 1 }, (_, word) => word + 1);
  }

  addLevel(length: number, orphans: readonly Orphan[]): void {
    const { trie, logProbs, backOffs } = this.before;
    const [start, end] = [levelAt(trie.levels, length), levelAt(trie.levels, length + 1)];
    const count = end - start;
    const parents = new Int32Array(count + orphans.length);
    const lasts = new Int32Array(parents.length);
    lasts.set(trie.words.subarray(start, end));
    const first = levelAt(trie.levels, length - 1);
    for (let h = first; h < start; h++)
      parents.fill(this.now[h - first], trie.children[h] - start, trie.children[h + 1] - start);
    for (const [i, orphan] of orphans.entries()) {
      parents[count + i] = this.reached.get(orphan) ?? orphan.ids[0] + 1;
      lasts[count + i] = orphan.ids[length - 1];
    }
    const nodes = this.trie.addLevel(parents, lasts);
    this.grow();
    for (let i = 0; i < count; i++) this.set(nodes[i], logProbs[start + i], backOffs[start + i]);
    for (const [i, orphan] of orphans.entries()) this.reach(orphan, length, nodes[count + i]);
    for (let i = count; i < nodes.length; i++) this.imply(nodes[i], parents[i], lasts[i]);
    this.now = nodes.slice(0, count);
  }

  result(): BackoffModel {
    const { trie, logProbs, backOffs } = this;
    return { vocabulary: this.before.vocabulary, trie, logProbs, backOffs };
  }

  private grow(): void {
    const logProbs = new Float64Array(this.trie.words.length).fill(Number.NaN);
    const backOffs = new Float64Array(logProbs.length);
    logProbs.set(this.logProbs);
    backOffs.set(this.backOffs);
    this.logProbs = logProbs;
    this.backOffs = backOffs;
  }

  private reach(orphan: Orphan, length: number, node: number): void {
    this.reached.set(orphan, node);
    if (length < orphan.ids.length) return;
    if (!Number.isNaN(this.logProbs[node])) this.irregularities.note('repeated', orphan.line);
    this.set(node, orphan.logProb, orphan.backOff);
  }

  private set(node: number, logProb: number, backOff: number): void {
    this.logProbs[node] = logProb;
    this.backOffs[node] = backOff;
  }

  /** Gives an added n-gram its back-off probability, unless it already has a probability. */
  private imply(node: number, parent: number, word: number): void {
    if (!Number.isNaN(this.logProbs[node])) return;
    let weight = 0;
    let shorter = -1;
    for (let at = parent; shorter < 0; ) {
      weight += this.backOffs[at];
      at = this.trie.suffixes[at];
      shorter = childOf(this.trie, at, word);
    }
    this.logProbs[node] = weight + this.logProbs[shorter];
  }
}

/**
 * Returns the first node of n-grams of this length. If the trie has none, returns the total number of nodes.
 */
const levelAt = (levels: readonly number[], length: number) => levels[length] ?? levels[levels.length - 1];
