import { SENTENCE_END } from '../../data/tokenizer';
import type { Vocabulary } from '../../data/vocabulary';
import { type Distribution, type LanguageModel, readBySteps } from '../../model/languageModel';
import { newDetail } from '../../model/ranksAndEntropies';
import { idOf } from '../../model/textIds';
import { type BackoffModel, sentenceBeginOf } from './backoffModel';
import { NgramPredictions } from './predictions';
import { advance, childOf, lengthOf, ROOT } from './trie';

/** The result of looking up the probability of a word after a history. */
export interface Lookup {
  /** log10 P(word | history). */
  logProb: number;
  /** Number of words of the n-gram that was found, including the word itself. */
  length: number;
  /** The history after the word, as a node: the longest suffix in the model that ends with the word. */
  next: number;
}

/**
 * A back-off language model. P(w|h) is the probability of the longest suffix of hw that the model contains,
 * times the back-off weights of the longer histories:
 *
 * P(w|h) = P*(hw) if the model contains hw, else bow(h) P(w|h')
 *
 * h' is h without its first word. bow is 1 for a history that the model does not contain. A state is the node
 * of the longest history in the model. After a sentence end, the state is that at the beginning of a
 * sentence.
 */
export class NgramModel implements LanguageModel<number> {
  readonly vocabulary: Vocabulary;
  readonly begin: number;
  /**
   * The history before the first word of a sentence, as a node: `<s>`, or the root if the model does not
   * contain `<s>`.
   */
  private readonly beginning: number;
  private readonly end: number;
  private readonly logProbs: Float64Array; // [V], ln P of each word
  private predictions: NgramPredictions | undefined;
  private readonly found: Lookup = { logProb: 0, length: 0, next: ROOT };

  constructor(readonly smoothed: BackoffModel) {
    this.vocabulary = smoothed.vocabulary;
    const { symbols, size } = this.vocabulary;
    this.end = symbols.indexOf(SENTENCE_END);
    this.begin = size;
    this.beginning = sentenceBeginOf(smoothed) >= 0 ? childOf(smoothed.trie, ROOT, size) : ROOT;
    this.logProbs = new Float64Array(size);
  }

  start(): number {
    return this.beginning;
  }

  /**
   * Looks up the word `id` after the history `state` (a node). Writes the result into `found`, so that no
   * object is created for each word.
   */
  look(state: number, id: number, found: Lookup): void {
    if (id < 0 || id === this.begin) {
      found.logProb = Number.NEGATIVE_INFINITY;
      found.length = 0;
      found.next = id < 0 ? state : this.beginning;
      return;
    }
    const next = this.find(state, id, found);
    found.length = lengthOf(this.smoothed.trie, next);
    found.next = id === this.end ? this.beginning : next;
  }

  /**
   * Returns the node that gives a word of the vocabulary its probability after `state`. Writes the probability into
   * `found`.
   */
  private find(state: number, id: number, found: Lookup): number {
    const { trie, logProbs, backOffs } = this.smoothed;
    let node = state;
    let weight = 0;
    let next = childOf(trie, node, id);
    while (next < 0) {
      weight += backOffs[node];
      node = trie.suffixes[node];
      next = childOf(trie, node, id);
    }
    found.logProb = weight + logProbs[next];
    return next;
  }

  step(state: number, id: number) {
    const next = this.after(state, id);
    return { state: next, logProbs: this.distribution(next) };
  }

  score(state: number, ids: Int32Array) {
    const { found } = this;
    const logProbs = new Float64Array(ids.length).fill(Number.NaN);
    let before = state;
    for (let i = 1; i < ids.length; i++) {
      before = i === 1 ? this.after(state, ids[0]) : found.next;
      this.look(before, ids[i], found);
      logProbs[i] = found.logProb * Math.LN10;
    }
    return { logProbs, state: before };
  }

  orders(state: number, ids: Int32Array): Int32Array {
    const orders = new Int32Array(ids.length);
    this.lookAll(state, ids, (i, { length }) => {
      orders[i] = length;
    });
    return orders;
  }

  detail(state: number, ids: Int32Array) {
    this.predictions ??= new NgramPredictions(this.smoothed);
    const { predictions } = this;
    const detail = newDetail(ids.length);
    const before = this.lookAll(state, ids, (i, { logProb }, history) => {
      detail.logProbs[i] = logProb * Math.LN10;
      detail.entropies[i] = predictions.entropy(history);
      if (ids[i] < this.vocabulary.size) detail.ranks[i] = predictions.rank(history, logProb);
    });
    return { ...detail, state: before };
  }

  read(state: number, ids: Int32Array, visit: (i: number, logProbs: Distribution) => void): number {
    return readBySteps(this, state, ids, visit);
  }

  /**
   * Returns a function that reads the next sentence of a text. For each word, it returns the length of the
   * n-gram that gave the word's probability, or 0 for a word without a probability.
   */
  lengthReader(): (words: readonly string[]) => number[] {
    const found: Lookup = { logProb: 0, length: 0, next: this.beginning };
    return words =>
      words.map(word => {
        this.look(found.next, idOf(this, word), found);
        return found.length;
      });
  }

  /**
   * Looks up each id, given the ids before it; the first id is only history. Returns the history before the
   * last id, as a node.
   */
  private lookAll(
    state: number,
    ids: Int32Array,
    visit: (i: number, found: Lookup, history: number) => void,
  ): number {
    let before = state;
    for (let i = 1; i < ids.length; i++) {
      before = i === 1 ? this.after(state, ids[0]) : this.found.next;
      this.look(before, ids[i], this.found);
      visit(i, this.found, before);
    }
    return before;
  }

  /**
   * Returns the history after a word, as a node. After a sentence end, it is the history at the beginning of
   * a sentence.
   */
  private after(state: number, id: number): number {
    return id === this.end || id === this.begin ? this.beginning : advance(this.smoothed.trie, state, id);
  }

  /**
   * Returns ln P of every word after the history `state`, [V]. Goes through the suffixes of the history from
   * short to long. Each suffix overwrites the values that the shorter ones set.
   */
  private distribution(state: number): Float64Array {
    const { trie, logProbs, backOffs } = this.smoothed;
    const out = this.logProbs;
    let weight = 0;
    const histories: { node: number; weight: number }[] = [];
    for (let node = state; node !== ROOT; node = trie.suffixes[node]) {
      histories.push({ node, weight });
      weight += backOffs[node];
    }
    for (let id = 0; id < out.length; id++) out[id] = (weight + logProbs[id + 1]) * Math.LN10;
    for (const { node, weight } of histories.reverse()) {
      for (let child = trie.children[node]; child < trie.children[node + 1]; child++) {
        out[trie.words[child]] = (weight + logProbs[child]) * Math.LN10;
      }
    }
    return out;
  }
}
