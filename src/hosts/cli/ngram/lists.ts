import type { Vocabulary } from '../../../engine/data/vocabulary';
import { toWord } from '../../../engine/ngram/arpa/symbols';
import { SENTENCE_BEGIN } from '../../../engine/ngram/chain';
import type { Counts } from '../../../engine/ngram/count/collector';
import { ROOT } from '../../../engine/ngram/trie';

/** Lists as SRILM writes them, in the order of their words. */

/** `the cat<tab>3`, every n-gram behind the shorter one that it begins with. */
export function* countLines({ trie, counts }: Counts, vocabulary: Vocabulary): Generator<string> {
  const names = [...vocabulary.symbols.map(toWord), SENTENCE_BEGIN];
  const { children, words } = trie;
  function* below(node: number, before: string): Generator<string> {
    for (let child = children[node]; child < children[node + 1]; child++) {
      if (counts[child] === 0) continue;
      const ngram = `${before}${names[words[child]]}`;
      yield `${ngram}\t${counts[child]}\n`;
      yield* below(child, `${ngram} `);
    }
  }
  yield* below(ROOT, '');
}

/** A word a line. */
export function* vocabularyLines({ symbols }: Vocabulary): Generator<string> {
  for (const word of [SENTENCE_BEGIN, ...symbols.map(toWord)]) yield `${word}\n`;
}
