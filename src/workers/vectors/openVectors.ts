import { unreadableModel } from '../../common/unreadable';
import { decodeLatin1 } from '../../engine/core/latin1';
import type { ModelStore } from '../../engine/storage/models/modelStore';
import { readVectors } from '../../engine/vectors/files/read';
import { readSubwordFile } from '../../engine/vectors/files/subwordTensors';
import { VectorSpace } from '../../engine/vectors/vectorSpace';
import { readVocabulary } from '../../engine/vectors/word2vec/vocabulary';
import type { ModelVectors, VectorsSource } from '../../protocol/vectors';
import { unpacked } from '../decompress';
import { readRegularFile } from '../inputFile';
import { localPath } from '../localPath';

/** Opened vectors. `model`: facts about them if they belong to a language model. */
export interface OpenedVectors {
  readonly space: VectorSpace;
  readonly model?: ModelVectors;
}

/**
 * Opens word vectors that are stored next to the runs, or a file with word vectors. Throws a UserError if the
 * vectors do not exist or are damaged.
 */
export async function openVectors(
  source: Exclude<VectorsSource, { kind: 'model' }>,
  store: ModelStore,
  readFile: (uri: string) => Promise<Uint8Array>,
): Promise<VectorSpace> {
  if (source.kind === 'file') {
    const name = decodeURIComponent(source.uri.slice(source.uri.lastIndexOf('/') + 1));
    const path = localPath(source.uri);
    const bytes = await (path === undefined ? readFile(source.uri) : readLocal(path));
    return new VectorSpace(readVectors(unpacked(name, bytes), name));
  }
  const record = await store.readVectors(source.id);
  const { vectors, vocabulary, subwords } = await store.vectors(record);
  const read = readVectors(vectors, record.name);
  const parts = subwords && readSubwordFile(subwords, read.size, record.name);
  const space = { ...read, ...(parts && { subwords: parts }) };
  if (!vocabulary) return new VectorSpace(space);
  const { words, counts } = readVocabulary(decodeLatin1(vocabulary), record.name, 1);
  return new VectorSpace(space, new Map(words.map((word, i) => [word, counts[i]])));
}

/**
 * Reads a local file in this thread. If the extension host read the file, all its bytes would have to be
 * copied to this thread. Throws a UserError if the file cannot be read.
 */
async function readLocal(path: string): Promise<Uint8Array> {
  try {
    return await readRegularFile(path);
  } catch (error) {
    throw unreadableModel(path, error);
  }
}
