import { decodeLatin1 } from '../../engine/core/latin1';
import type { ModelStore } from '../../engine/storage/models/modelStore';
import { readVectors } from '../../engine/vectors/files/read';
import { VectorSpace } from '../../engine/vectors/vectorSpace';
import { readVocabulary } from '../../engine/vectors/word2vec/vocabulary';
import { UserError } from '../../protocol/userError';
import type { VectorsSource } from '../../protocol/vectors';
import { unpacked } from '../decompress';

/**
 * Opens word vectors that are stored next to the runs, or a file with word vectors. Throws a UserError if the
 * vectors do not exist or are damaged.
 */
export async function openVectors(
  source: VectorsSource,
  store: ModelStore,
  readFile: (uri: string) => Promise<Uint8Array>,
): Promise<VectorSpace> {
  if (source.kind === 'file') {
    const name = decodeURIComponent(source.uri.slice(source.uri.lastIndexOf('/') + 1));
    return new VectorSpace(readVectors(unpacked(name, await readFile(source.uri)), name));
  }
  const record = await store.read(source.id);
  if (record.kind !== 'vectors') throw new UserError('"{0}" contains no word vectors.', [record.name]);
  const { vectors, vocabulary } = await store.vectors(record);
  const space = readVectors(vectors, record.name);
  if (!vocabulary) return new VectorSpace(space);
  const { words, counts } = readVocabulary(decodeLatin1(vocabulary), record.name, 1);
  return new VectorSpace(space, new Map(words.map((word, i) => [word, counts[i]])));
}
