import { ModelStore } from '../../engine/storage/models/modelStore';
import { mapOf } from '../../engine/vectors/vectorMap';
import type { VectorSpace } from '../../engine/vectors/vectorSpace';
import { Cancelled, Channel, type Nothing, type Port } from '../../protocol/channel';
import type { ReaderSources } from '../../protocol/reader';
import type { WorkerData } from '../../protocol/trainer';
import type { NearWord, VectorsEvents, VectorsRequests, VectorsSource } from '../../protocol/vectors';
import { NodeFileSystem } from '../nodeFileSystem';
import { yieldToMessages } from '../ports';
import { openVectors } from './openVectors';

/** Maximum number of opened vectors that are kept in memory. */
const OPEN = 3;

/** Serves requests about word vectors over `port`. */
export function serveVectors(port: Port, { storeFolder }: WorkerData): void {
  const store = new ModelStore(new NodeFileSystem(storeFolder));
  const open = new Map<string, Promise<VectorSpace>>();
  const spaceOf = (source: VectorsSource): Promise<VectorSpace> => {
    const key = JSON.stringify(source);
    const found = open.get(key) ?? openVectors(source, store, uri => channel.request('file', { uri }));
    open.delete(key);
    // The map keeps the order of insertion, so its last entry is the most recently used.
    open.set(key, found);
    found.catch(() => open.delete(key));
    if (open.size > OPEN) open.delete([...open.keys()][0]);
    return found;
  };
  const channel = new Channel<ReaderSources, Nothing, VectorsRequests, VectorsEvents>(
    port,
    {
      describe: async ({ source }) => {
        const { words, unit, hasCounts } = await spaceOf(source);
        return { words: words.length, size: unit.size, hasCounts };
      },
      forget: ({ source }) => void open.delete(JSON.stringify(source)),
      find: async ({ source, ...search }) => (await spaceOf(source)).find(search),
      near: async ({ source, ids, count }, signal) => {
        const space = await spaceOf(source);
        const near: NearWord[][] = [];
        for (const id of ids) {
          if (signal.aborted) throw new Cancelled('near');
          near.push(space.near(id, count));
          await yieldToMessages();
        }
        return near;
      },
      look: async ({ source, words, count }) => {
        const space = await spaceOf(source);
        const ids = words.map(word => space.id(word));
        const index = ids.findIndex(id => id !== undefined);
        const id = ids[index];
        return id === undefined ? undefined : { index, word: space.word(id), near: space.near(id, count) };
      },
      analogy: async ({ source, ...question }) => (await spaceOf(source)).analogy(question),
      map: async ({ source, ...params }) => mapOf(await spaceOf(source), params),
    },
    error => console.error(error),
  );
}
