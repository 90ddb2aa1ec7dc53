import { ModelStore } from '../../engine/storage/models/modelStore';
import { RunStore } from '../../engine/storage/runs/runStore';
import { firstWords, mapOf } from '../../engine/vectors/vectorMap';
import { Cancelled, Channel, type Nothing, type Port } from '../../protocol/channel';
import type { ReaderSources } from '../../protocol/reader';
import type { WorkerData } from '../../protocol/trainer';
import type { NearWord, VectorsEvents, VectorsRequests, VectorsSource } from '../../protocol/vectors';
import { kernelsOf, newHash, systemClock, yieldToMessages } from '../ports';
import { Models } from '../reader/models';
import { filesOf } from '../storeFiles';
import { lookUp } from './lookUp';
import { openModelVectors } from './openModelVectors';
import { type OpenedVectors, openVectors } from './openVectors';
import { placesInText } from './placesInText';
import { type MapStep, umapPlane } from './umapPlane';

/** Maximum number of opened vectors that are kept in memory. */
const OPEN = 3;

/** Serves requests about word vectors over `port`. */
export function serveVectors(port: Port, data: WorkerData): void {
  const files = filesOf(data);
  const store = new ModelStore(files);
  const runs = new RunStore(files, newHash);
  const file = (uri: string): Promise<Uint8Array> => channel.request('file', { uri });
  const models = new Models({
    ...{ store: runs, modelStore: store, now: systemClock.now, file, yield: yieldToMessages },
    kernels: () => kernelsOf(data, 'auto'),
    newHash,
    weights: id => channel.request('weights', { id }),
    // Ignores warnings about model files, because the reader worker reports them for the same files.
    warn: () => {},
  });
  const openSource = async (source: VectorsSource): Promise<OpenedVectors> =>
    source.kind === 'model'
      ? openModelVectors(source, { models, runs })
      : { space: await openVectors(source, store, file) };
  const open = new Map<string, Promise<OpenedVectors>>();
  const opened = (source: VectorsSource): Promise<OpenedVectors> => {
    const key = keyOf(source);
    const found = open.get(key) ?? openSource(source);
    open.delete(key);
    // The map keeps the order of insertion, so its last entry is the most recently used.
    open.set(key, found);
    found.catch(() => open.delete(key));
    if (open.size > OPEN) open.delete([...open.keys()][0]);
    return found;
  };
  const spaceOf = async (source: VectorsSource) => (await opened(source)).space;
  const channel = new Channel<ReaderSources, Nothing, VectorsRequests, VectorsEvents>(
    port,
    {
      describe: async ({ source }) => {
        const { space, model } = await opened(source);
        const { words, unit, hasCounts } = space;
        return { words: words.length, size: unit.size, hasCounts, ...(model && { model }) };
      },
      forget: ({ source }) => {
        const model = modelOf(source);
        for (const key of [...open.keys()]) if (key.startsWith(model)) open.delete(key);
      },
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
      look: async ({ source, words, count }) => lookUp(await spaceOf(source), words, count),
      analogy: async ({ source, ...question }) => (await spaceOf(source)).analogy(question),
      map: async ({ source, ...params }, signal) => {
        const space = await spaceOf(source);
        const map = mapOf(space, params);
        if (params.layout === 'principal') return map;
        const { words, clusters } = map;
        const step = stepper(share => channel.send('mapProgress', { source, share }), signal);
        return { words, clusters, points: await umapPlane(firstWords(space, params.count).shown, step) };
      },
      unseen: async ({ source, word, count }) => (await spaceOf(source)).unseen(word, count),
      places: ({ source, ...search }) => placesInText(source, search, { store, runs, models, file }),
    },
    error => console.error(error),
  );
}

/** Minimum milliseconds between two reports of the progress of a map. */
const PAUSE = 50;

/** Returns a function that reports progress from time to time, and rejects once the signal is aborted. */
function stepper(report: (share: number) => void, signal: AbortSignal): MapStep {
  let due = 0;
  return async share => {
    if (performance.now() < due) return;
    report(share);
    await yieldToMessages();
    if (signal.aborted) throw new Cancelled('map');
    due = performance.now() + PAUSE;
  };
}

/** Returns the first part of the keys of all vectors of one model, or of one file. */
const modelOf = (source: VectorsSource) =>
  `${JSON.stringify(source.kind === 'model' ? source.reference : source)} `;

const keyOf = (source: VectorsSource) =>
  `${modelOf(source)}${source.kind === 'model' ? (source.of ?? '') : ''}`;
