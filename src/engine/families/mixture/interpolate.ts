import { exp, log10 } from '../../core/math';
import type { Vocabulary } from '../../data/vocabulary';
import { type BackoffModel, sentenceBeginOf } from '../ngram/backoffModel';
import type { NgramModel } from '../ngram/ngramModel';
import { renormalise } from '../ngram/renormalise';
import { advance, childOf, ROOT, TrieBuilder } from '../ngram/trie';
import { mapVocabulary, sharedVocabulary, type VocabularyMapping } from './sharedVocabulary';

/**
 * Merges n-gram models into one back-off model, which can be stored in an ARPA file. It contains all n-grams
 * that any of the models contains, with the weighted mean of their probabilities. Its back-off weights are
 * chosen so that the probabilities sum to 1. For all other n-grams the merged model backs off, whereas a
 * `Mixture` averages the models' probabilities.
 */
export function interpolate(models: readonly NgramModel[], weights: readonly number[]): BackoffModel {
  const vocabulary = sharedVocabulary(models.map(({ vocabulary }) => vocabulary));
  const sources = models.map((model, i) => new Source(model, vocabulary, weights[i]));
  const begin = sources.some(({ hasBegin }) => hasBegin) ? 1 : 0;
  const trie = new TrieBuilder(vocabulary.size + begin);
  const logProbs = [0];
  const add = (h: number, word: number) => {
    const P = sources.reduce((sum, source) => sum + source.probability(h, word), 0);
    logProbs.push(word === vocabulary.size ? Number.NEGATIVE_INFINITY : log10(P));
    for (const source of sources) source.add(h, word);
  };
  for (let word = 0; word < vocabulary.size + begin; word++) add(ROOT, word);
  for (let start = ROOT + 1; start < logProbs.length; ) {
    const end = logProbs.length;
    const parents: number[] = [];
    const lasts: number[] = [];
    for (let h = start; h < end; h++) {
      const followers = new Set(sources.flatMap(source => source.followers(h)));
      for (const word of [...followers].sort((a, b) => a - b)) {
        parents.push(h);
        lasts.push(word);
        add(h, word);
      }
    }
    if (lasts.length > 0) trie.addSorted(Int32Array.from(parents), Int32Array.from(lasts));
    start = end;
  }
  const backOffs = Float64Array.from(logProbs, (_, h) =>
    log10(sources.reduce((sum, source) => sum + source.backOff(h), 0)),
  );
  return renormalise({ vocabulary, trie, logProbs: Float64Array.from(logProbs), backOffs });
}

/**
 * One of the models to merge. For each node of the merged model, it finds the nodes of its own model that
 * correspond to that node. The nodes of the merged model must be added in order.
 */
class Source {
  readonly hasBegin: boolean;
  /** For each node of the merged model, the source's node for the same n-gram, or -1 if it has none. */
  private readonly same = [ROOT];
  /**
   * For each node of the merged model, the source's node for the longest suffix of the n-gram that the source
   * contains.
   */
  private readonly longest = [ROOT];
  private readonly translation: VocabularyMapping;
  /** For each id of the source, the id of the same word in the merged vocabulary. */
  private readonly shared: Int32Array;
  private readonly begin: number;
  private readonly found = { logProb: 0, length: 0, next: ROOT };

  constructor(
    private readonly model: NgramModel,
    vocabulary: Vocabulary,
    private readonly weight: number,
  ) {
    this.hasBegin = sentenceBeginOf(model.smoothed) >= 0;
    this.translation = mapVocabulary(model.vocabulary, vocabulary);
    this.begin = vocabulary.size;
    this.shared = Int32Array.from([
      ...model.vocabulary.symbols.map(symbol => vocabulary.id(symbol)),
      this.begin,
    ]);
  }

  /**
   * Returns the source's contribution to P(word | h): its weight times its probability. h is a node of the
   * merged model.
   */
  probability(h: number, word: number): number {
    const own = this.own(word);
    if (own < 0 || word === this.begin) return 0;
    this.model.look(this.longest[h], own, this.found);
    const sharing = this.translation.shares[word] ? this.translation.sharing : 1;
    return (this.weight * exp(this.found.logProb * Math.LN10)) / sharing;
  }

  /**
   * Returns the source's contribution to the back-off weight of h, a node of the merged model. It is the
   * source's weight in the mixture times its back-off weight, which is 1 if the source does not contain h.
   */
  backOff(h: number): number {
    const node = this.same[h];
    return this.weight * (node < 0 ? 1 : exp(this.model.smoothed.backOffs[node] * Math.LN10));
  }

  /**
   * Finds the source's nodes for the next node of the merged model: the n-gram of node h followed by `word`.
   */
  add(h: number, word: number): void {
    const { trie } = this.model.smoothed;
    const own = this.own(word);
    const isSame = own >= 0 && this.shared[own] === word && this.same[h] >= 0;
    this.same.push(isSame ? childOf(trie, this.same[h], own) : -1);
    this.longest.push(own < 0 ? this.longest[h] : advance(trie, this.longest[h], own));
  }

  /** Returns the words that follow the n-gram of node h in the source, as ids of the merged vocabulary. */
  followers(h: number): number[] {
    const { children, words } = this.model.smoothed.trie;
    const node = this.same[h];
    if (node < 0) return [];
    return Array.from(words.subarray(children[node], children[node + 1]), own => this.shared[own]);
  }

  private own(word: number): number {
    if (word === this.begin) return this.hasBegin ? this.model.vocabulary.size : -1;
    return this.translation.ids[word];
  }
}
