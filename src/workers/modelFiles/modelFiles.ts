import { isWhole } from '../../engine/modelFiles/fileSample';
import { findRows } from '../../engine/modelFiles/findRows';
import { surveyModelFile } from '../../engine/modelFiles/surveyModelFile';
import { Channel, type Nothing, type Port } from '../../protocol/channel';
import type { Message } from '../../protocol/message';
import type {
  ModelFileRequests,
  ModelFileRow,
  ModelFileSources,
  ModelFileSummary,
} from '../../protocol/modelFile';
import { localPath } from '../localPath';
import { type SampledFile, type SampleLimits, sampleLimits } from './sampledFile';
import { sampleBytes, sampleFile } from './sampleFile';

interface OpenedModelFile {
  readonly summary: ModelFileSummary;
  readonly rows: readonly ModelFileRow[];
}

/** Serves requests about model files over `port`. */
export function serveModelFiles(port: Port, limits: SampleLimits = sampleLimits): void {
  const opened = new Map<string, Promise<OpenedModelFile>>();
  const read = (uri: string): Promise<SampledFile> => {
    const path = localPath(uri);
    return path === undefined
      ? channel.request('file', { uri }).then(bytes => sampleBytes(nameIn(uri), bytes, limits))
      : sampleFile(path, limits);
  };
  /** Opens a file, unless it is open. */
  const open = (uri: string): Promise<OpenedModelFile> => {
    const found = opened.get(uri) ?? openModelFile(uri, read);
    opened.set(uri, found);
    found.catch(() => opened.delete(uri));
    return found;
  };
  const channel = new Channel<ModelFileSources, Nothing, ModelFileRequests, Nothing>(
    port,
    {
      describe: async ({ uri }) => (await open(uri)).summary,
      find: async ({ uri, ...search }) => findRows((await open(uri)).rows, search),
      forget: ({ uri }) => {
        opened.delete(uri);
      },
    },
    error => console.error(error),
  );
}

/** Returns a message that can be sent: an error would lose its template and arguments. */
const plain = ({ template, args }: Message): Message => ({ template, args });

type ReadSample = (uri: string) => Promise<SampledFile>;

async function openModelFile(uri: string, read: ReadSample): Promise<OpenedModelFile> {
  const { sample, size, isPacked } = await read(uri);
  const beside = (name: string) => readBeside(uri.slice(0, uri.lastIndexOf('/') + 1), name, read);
  const { rowKind, rows, announced, damage, warnings, ...summary } = await surveyModelFile({
    ...sample,
    beside,
  });
  const bytes = sample.pieces.reduce((sum, piece) => sum + piece.bytes.length, sample.begin.length);
  return {
    rows,
    summary: {
      ...summary,
      ...(damage && { damage: plain(damage) }),
      warnings: warnings.map(plain),
      extent: { size, read: bytes, isPacked, isWhole: isWhole(sample), places: sample.pieces.length },
      rows: { kind: rowKind, count: rows.length, ...(announced !== undefined && { announced }) },
    },
  };
}

/** Reads the file `name` or `name`.gz in a folder. Undefined if neither can be read. */
async function readBeside(folder: string, name: string, read: ReadSample) {
  for (const each of [name, `${name}.gz`]) {
    const found = await read(folder + encodeURIComponent(each)).catch(() => undefined);
    if (found) return found.sample;
  }
  return undefined;
}

const nameIn = (uri: string) => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
