import { SENTENCE_BEGIN } from '../../engine/data/tokenizer';
import type { Vocabulary } from '../../engine/data/vocabulary';
import { namesOf } from '../../engine/families/ngram/arpa/symbols';
import type { Counts } from '../../engine/families/ngram/count/counts';
import { HIGHEST_ORDER } from '../../engine/families/ngram/learn';
import { type Call, numberFlag, textFlag } from '../command/command';
import { writeFile } from '../files';
import { unknownName } from './symbols';

/** The lengths of n-grams for which a flag such as --write2 exists. */
const lengths = Array.from({ length: HIGHEST_ORDER }, (_, i) => i + 1);
/**
 * The names of the flags that request a list of counts or words. Lists have SRILM's format and are sorted by
 * words.
 */
export const listFlags = ['write', ...lengths.map(n => `write${n}`), 'write-vocab'];

/**
 * Writes the lists of n-gram counts that the flags request: --write with all lengths, --write2 and so on with
 * one length.
 */
export async function writeCounts(call: Call, counts: Counts, vocabulary: Vocabulary): Promise<void> {
  const names = namesOf(vocabulary, unknownName(call));
  const files = [
    { name: 'write', only: numberFlag(call, 'write-order') ?? 0 },
    ...lengths.map(n => ({ name: `write${n}`, only: n })),
  ];
  for (const { name, only } of files) {
    const path = textFlag(call, name);
    if (path !== undefined) await writeFile(path, countLines(counts, names, only));
  }
}

/** Writes the vocabulary, one word per line, to the file that --write-vocab names. */
export async function writeVocabulary(call: Call, vocabulary: Vocabulary): Promise<void> {
  const path = textFlag(call, 'write-vocab');
  const words = namesOf(vocabulary, unknownName(call)).filter(word => word !== SENTENCE_BEGIN);
  if (path !== undefined)
    await writeFile(
      path,
      [SENTENCE_BEGIN, ...words].map(word => `${word}\n`),
    );
}

/**
 * Yields lines such as `the cat<tab>3`. Each n-gram follows the shorter ones with which it begins. `only` is
 * the length of the listed n-grams, or 0 for all lengths.
 */
function* countLines({ levels }: Counts, names: readonly string[], only: number): Generator<string> {
  const readers = levels.map(({ words, counts, ends }) => ({
    ...{ words: words.reader(), counts: counts.reader(), ends: ends.reader() },
    ...{ index: 0, longest: ends.length === 0 },
  }));
  /** Visits the n-grams of `length` that begin with `before`, up to index `end` of this length. */
  function* below(length: number, end: number, before: string): Generator<string> {
    const level = readers[length];
    for (; level.index < end; level.index++) {
      const ngram = `${before}${names[level.words.next()]}`;
      const count = level.counts.next();
      if (count > 0 && (only === 0 || only === length)) yield `${ngram}\t${count}\n`;
      if (!level.longest) yield* below(length + 1, level.ends.next(), `${ngram} `);
    }
  }
  yield* below(1, readers[0].ends.next(), '');
}
