import { SENTENCE_BEGIN } from '../../../../../src/engine/data/tokenizer';
import type { BackoffModel } from '../../../../../src/engine/families/ngram/backoffModel';

/** Returns the log10 probability and the back-off weight of every n-gram, by the n-gram's words. */
export function listing({
  vocabulary,
  trie,
  logProbs,
  backOffs,
}: BackoffModel): Map<string, [number, number]> {
  const list = new Map<string, [number, number]>();
  const name = (id: number) => vocabulary.symbols[id] ?? SENTENCE_BEGIN;
  const visit = (node: number, before: string) => {
    for (let child = trie.children[node]; child < trie.children[node + 1]; child++) {
      const words = `${before}${name(trie.words[child])}`;
      list.set(words, [logProbs[child], backOffs[child]]);
      visit(child, `${words} `);
    }
  };
  visit(0, '');
  return list;
}
