import { openScorer, stateDictionaryGaps } from '../../engine/families/kinds';
import type { ModelFile, OpeningPorts } from '../../engine/model/openModel';
import type { ModelReference, StateDictionaryGaps } from '../../protocol/modelReference';
import type { ReaderSources } from '../../protocol/reader';
import { isGzip, unpacked } from '../decompress';

/** Reads a file. Fails with a UserError if it does not exist. */
type ReadFile = (uri: string) => Promise<ReturnType<ReaderSources['file']>>;

/** Returns what the user must add to a file, if it is a state dictionary of PyTorch. Undefined for any other file. */
export async function gapsOfFile(uri: string, read: ReadFile): Promise<StateDictionaryGaps | undefined> {
  const name = nameOf(uri);
  return stateDictionaryGaps({ name, bytes: unpacked(name, await read(uri)) });
}

/** Opens a model file that the user chose. A gzip file is decompressed first. */
export async function openModelFile(
  { uri, unit, unknown, vocabulary, nonlinearity }: Extract<ModelReference, { kind: 'file' }>,
  read: ReadFile,
  ports: OpeningPorts,
): ReturnType<typeof openScorer> {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  const name = nameOf(uri);
  const bytes = await read(uri);
  const file: ModelFile = {
    name: isGzip(bytes) ? name.replace(/\.gz$/i, '') : name,
    bytes: unpacked(name, bytes),
    unit,
    unknown,
    vocabulary: vocabulary === undefined ? undefined : await vocabularyAt(vocabulary, read),
    nonlinearity,
    beside: other => readBeside(folder, other, read),
  };
  return openScorer(file, ports);
}

async function vocabularyAt(uri: string, read: ReadFile) {
  return { name: nameOf(uri), bytes: await read(uri) };
}

const nameOf = (uri: string) => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));

/** Reads the file `name` or `name`.gz in a folder. Undefined if neither exists. */
async function readBeside(folder: string, name: string, read: ReadFile): Promise<Uint8Array | undefined> {
  for (const each of [name, `${name}.gz`]) {
    const bytes = await read(folder + encodeURIComponent(each)).catch(() => undefined);
    if (bytes) return unpacked(each, bytes);
  }
  return undefined;
}
