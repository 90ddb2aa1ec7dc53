import { SENTENCE_END } from '../../data/tokenizer';
import type { Vocabulary } from '../../data/vocabulary';
import { idOf } from '../../model/follow';
import { type Distribution, type LanguageModel, readBySteps } from '../../model/languageModel';
import { type BackoffModel, sentenceBeginOf } from './backoffModel';
import { advance, childOf, lengthOf, ROOT } from './trie';

/** What a model says of a word after a history. */
export interface Lookup {
  /** log10 P(word | history). */
  logProb: number;
  /** Words of the n-gram that was found, the word itself included. */
  length: number;
  /** The history after the word: the longest end of it that the model has. */
  next: number;
}

/**
 * P(w|h) is the longest n-gram's that ends hw, times the back-off weights of the longer histories:
 * P(w|h) = P*(hw) if there is hw, else bow(h) P(w|h'), where h' is h without its first word and bow is 1 for a
 * history that is not there. A state is the node of the longest history that the model knows; the end of a sentence
 * leads to the beginning of the next.
 */
export class NgramModel implements LanguageModel<number> {
  readonly vocabulary: Vocabulary;
  readonly begin: number;
  /** The history before the first word of a sentence: `<s>`, or none for a model that does not have it. */
  private readonly beginning: number;
  private readonly end: number;
  private readonly logProbs: Float64Array; // [V], natural
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

  /** The answer stands in `found`, so that a million of them cost no memory. */
  look(state: number, id: number, found: Lookup): void {
    if (id < 0 || id === this.begin) {
      found.logProb = Number.NEGATIVE_INFINITY;
      found.length = 0;
      found.next = id < 0 ? state : this.beginning;
      return;
    }
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
    found.length = lengthOf(trie, next);
    found.next = id === this.end ? this.beginning : next;
  }

  step(state: number, id: number) {
    const next = this.after(state, id);
    return { state: next, logProbs: this.distribution(next) };
  }

  score(state: number, ids: Int32Array) {
    const logProbs = new Float64Array(ids.length).fill(Number.NaN);
    let before = state;
    for (let i = 1; i < ids.length; i++) {
      before = i === 1 ? this.after(state, ids[0]) : this.found.next;
      this.look(before, ids[i], this.found);
      logProbs[i] = this.found.logProb * Math.LN10;
    }
    return { logProbs, state: before };
  }

  read(state: number, ids: Int32Array, visit: (i: number, logProbs: Distribution) => void): void {
    readBySteps(this, state, ids, visit);
  }

  /**
   * For sentence after sentence of a text: how many words each of the n-grams has that give its words their
   * probabilities; 0 for a word that has none.
   */
  lengthReader(): (words: readonly string[]) => number[] {
    const found: Lookup = { logProb: 0, length: 0, next: this.beginning };
    return words =>
      words.map(word => {
        this.look(found.next, idOf(this, word), found);
        return found.length;
      });
  }

  /** The history after the word. */
  private after(state: number, id: number): number {
    return id === this.end || id === this.begin ? this.beginning : advance(this.smoothed.trie, state, id);
  }

  /** ln P of every word after the history `state`, [V]: from the shortest history to the longest, each overwriting. */
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
