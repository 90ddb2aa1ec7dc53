import { IN_MEMORY } from '../common/inMemory';
import type { ChunkStorage } from '../engine/core/chunkStorage';
import type { TextBytes } from '../engine/data/decode';
import { IdList } from '../engine/data/idList';
import { type IdSource, StoredList } from '../engine/data/storedIds';
import { encodeWords } from '../engine/vectors/word2vec/encode';
import type { WordCounts } from '../engine/vectors/word2vec/vocabulary';

/**
 * Returns the ids of a text's words in the vocabulary, for a training of word vectors. If the text is large,
 * stores them in the storage that `open` returns. `size`: number of bytes of the text, if it is a file.
 */
export function encodedIds(
  { bytes, size }: { readonly bytes: TextBytes; readonly size?: number },
  vocabulary: WordCounts,
  open: () => ChunkStorage,
): IdSource {
  const isLarge = size !== undefined && size > IN_MEMORY;
  const list = isLarge ? new StoredList(open()) : new IdList(vocabulary.words.length);
  encodeWords(bytes, vocabulary, list);
  return list.take();
}
