import { ModelStore } from '../../engine/storage/models/modelStore';
import { RunStore } from '../../engine/storage/runs/runStore';
import { Channel, type Nothing, type Port } from '../../protocol/channel';
import type { MakerEvents, MakerRequests } from '../../protocol/ngramOrMixture';
import type { ReaderSources } from '../../protocol/reader';
import type { WorkerData } from '../../protocol/trainer';
import { NodeFileSystem } from '../nodeFileSystem';
import { loadKernels, systemClock, yieldToMessages } from '../ports';
import { Models } from '../reader/models';
import { learnNgrams } from './learnNgrams';
import { mixMembers } from './mixMembers';
import { trainVectors } from './trainVectors';
import type { VectorsReports } from './vectorsReports';

/** Serves requests to make n-gram models, mixtures and word vectors over `port`. */
export function serveMaker(port: Port, { storeFolder, kernelFolder }: WorkerData): void {
  const files = new NodeFileSystem(storeFolder);
  const store = new ModelStore(files);
  const models = new Models({
    store: new RunStore(files),
    made: store,
    now: systemClock.now,
    kernels: () => loadKernels(kernelFolder, 'auto'),
    weights: id => channel.request('weights', { id }),
    file: uri => channel.request('file', { uri }),
    // Ignores warnings about model files, because the reader worker reports them for the same files.
    warn: () => {},
    yield: yieldToMessages,
  });
  let reports: VectorsReports | undefined;
  let isStopped = false;
  const channel = new Channel<ReaderSources, Nothing, MakerRequests, MakerEvents>(
    port,
    {
      learn: params => learnNgrams(store, params),
      mix: params => mixMembers(store, models, params),
      trainVectors: params => {
        isStopped = false;
        return trainVectors(store, params, {
          send: progress => channel.send('vectorsProgress', progress),
          begun: begun => {
            reports = begun;
          },
          isStopped: () => isStopped,
        });
      },
      followWord: ({ word }) => reports?.follow(word) ?? false,
      stopVectors: () => {
        isStopped = true;
      },
    },
    error => console.error(error),
  );
}
