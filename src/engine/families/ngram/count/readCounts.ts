import { UserError } from '../../../../protocol/userError';
import type { TextBytes } from '../../../data/decode';
import { byCodePoint } from '../../../data/symbolOrder';
import { SENTENCE_BEGIN, SENTENCE_END, UNKNOWN } from '../../../data/tokenizer';
import { Vocabulary } from '../../../data/vocabulary';
import { Lines, shown } from '../arpa/lines';
import { childOf, ROOT, TrieBuilder } from '../trie';
import { type Counts, countsOfTrie } from './counts';

/** The n-grams of one length, in the order in which the file lists them. */
interface Listed {
  /** The words of all n-grams, `length` entries per n-gram, as indices in the list of words. */
  readonly ids: number[];
  readonly counts: number[];
  /** For each n-gram, its line number in the file. */
  readonly places: number[];
}

export interface CountsOptions {
  /** Maximum length of the n-grams to read. Longer ones are left out. */
  readonly order: number;
  /** The allowed vocabulary. All other words are replaced by `<unk>`. Default: all words in the file. */
  readonly words?: readonly string[];
  /** Converts a word in the file to a symbol. Default: the word itself. */
  readonly symbolOf?: (word: string) => string;
}

export interface ReadCounts {
  readonly vocabulary: Vocabulary;
  readonly counts: Counts;
}

/**
 * Reads counts in the format of SRILM's `ngram-count -write`. Each line contains the words of an n-gram and
 * its count. The lines can be in any order. The counts of repeated n-grams are added up; n-grams longer than
 * `order` are left out. Throws a UserError with the number of the invalid line.
 */
export function readCounts(
  file: { readonly name: string; readonly bytes: TextBytes },
  { order, words: allowed, symbolOf = word => word }: CountsOptions,
): ReadCounts {
  const lines = new Lines(file.name, file.bytes);
  const words = new Map<string, number>();
  const listed = Array.from({ length: order + 1 }, (): Listed => ({ ids: [], counts: [], places: [] }));
  while (lines.readFilled()) {
    const fields = lines.line.split(/[ \t]+/);
    const count = Number(fields.pop());
    if (
      fields.length === 0 ||
      !(Number.isSafeInteger(count) && count >= 0) ||
      fields.indexOf(SENTENCE_BEGIN, 1) > 0
    ) {
      throw new UserError(
        'Line {1} of "{0}" is "{2}", but the words of an n-gram and its count were expected; <s> can only be the first word.',
        lines.here(shown(lines.line)),
      );
    }
    if (fields.length > order) continue;
    const { ids, counts, places } = listed[fields.length];
    for (const word of fields.map(symbolOf)) {
      const id = words.get(word) ?? words.size;
      if (id === words.size) words.set(word, id);
      ids.push(id);
    }
    counts.push(count);
    places.push(lines.number);
  }
  if (words.size === 0) throw new UserError('"{0}" contains no n-gram counts.', [file.name]);
  return countsOf(file.name, [...words.keys()], listed, allowed);
}

function countsOf(
  name: string,
  words: readonly string[],
  listed: readonly Listed[],
  allowed: readonly string[] = words,
): ReadCounts {
  const known = new Set([...allowed, SENTENCE_END, UNKNOWN]);
  known.delete(SENTENCE_BEGIN);
  const vocabulary = new Vocabulary([...known].sort(byCodePoint), true);
  const begin = vocabulary.size;
  const idOf = words.map(word => (word === SENTENCE_BEGIN ? begin : vocabulary.id(word)));
  const trie = new TrieBuilder(begin + 1);
  const seen: number[] = new Array<number>(begin + 2).fill(0);
  for (const [i, word] of listed[1]?.ids.entries() ?? []) seen[idOf[word] + 1] += listed[1].counts[i];
  for (const [length, { ids, counts, places }] of listed.entries()) {
    if (length < 2) continue;
    const parents = new Int32Array(counts.length);
    const lasts = new Int32Array(counts.length);
    for (let i = 0; i < counts.length; i++) {
      const ngram = ids.slice(i * length, (i + 1) * length);
      parents[i] = ngram
        .slice(0, -1)
        .reduce((node, word) => (node < 0 ? node : childOf(trie, node, idOf[word])), ROOT);
      lasts[i] = idOf[ngram[length - 1]];
      if (parents[i] < 0) {
        throw new UserError(
          'Line {1} of "{0}" contains the n-gram "{2}", but the file has no count for its beginning.',
          [name, places[i], shown(ngram.map(word => words[word]).join(' '))],
        );
      }
    }
    const nodes = trie.addLevel(parents, lasts);
    for (const [i, node] of nodes.entries()) seen[node] = (seen[node] ?? 0) + counts[i];
  }
  return { vocabulary, counts: countsOfTrie(trie, Float64Array.from(seen)) };
}
