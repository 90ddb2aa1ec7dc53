import { ComparisonStore } from '../../engine/storage/comparisons/comparisonStore';
import { lockedComparisons } from '../../engine/storage/comparisons/lockedComparisons';
import { ModelStore } from '../../engine/storage/models/modelStore';
import { RunStore } from '../../engine/storage/runs/runStore';
import { Channel, type Nothing, type Port } from '../../protocol/channel';
import type { ReaderSources } from '../../protocol/reader';
import type { MakerEvents, MakerRequests } from '../../protocol/storedModels';
import type { WorkerData } from '../../protocol/trainer';
import { locksIn } from '../lockHeartbeat';
import { kernelsOf, newHash, systemClock, yieldToMessages } from '../ports';
import { processesOf } from '../processes';
import { Models } from '../reader/models';
import { filesOf } from '../storeFiles';
import { TemporaryFile } from '../temporaryFile';
import { compareOnText } from './compareOnText';
import { learnNgrams } from './learnNgrams';
import { lesionNetwork } from './lesionNetwork';
import { measureLesson } from './measureLesson';
import { mixMembers } from './mixMembers';
import { trainStoredHmm } from './trainStoredHmm';
import { trainStoredLds } from './trainStoredLds';
import { continueVectors, trainVectors, type VectorsPorts } from './trainVectors';
import { VectorsControls } from './vectorsControls';

/**
 * Serves requests over `port`: to compare kinds of models, and to make n-gram models, hidden Markov models, linear
 * dynamical systems, mixtures, networks with lesions and word vectors.
 */
export function serveMaker(port: Port, data: WorkerData): void {
  const files = filesOf(data);
  const store = new ModelStore(files);
  const models = new Models({
    store: new RunStore(files, newHash),
    modelStore: store,
    now: systemClock.now,
    kernels: () => kernelsOf(data, 'auto'),
    newHash,
    weights: id => channel.request('weights', { id }),
    file: uri => channel.request('file', { uri }),
    // Ignores warnings about model files, because the reader worker reports them for the same files.
    warn: () => {},
    yield: yieldToMessages,
  });
  let controls: VectorsControls | undefined;
  const em = new AbortController();
  /** Begins a training of word vectors, which the other requests control. */
  const begin = async <T>(action: (ports: VectorsPorts) => Promise<T>): Promise<T> => {
    controls = new VectorsControls(progress => channel.send('vectorsProgress', progress));
    const storage = new TemporaryFile();
    try {
      return await action({ store, controls, storage });
    } finally {
      storage.close();
    }
  };
  const channel = new Channel<ReaderSources, Nothing, MakerRequests, MakerEvents>(
    port,
    {
      compareKinds: params =>
        compareOnText(
          {
            store: new ComparisonStore(files),
            lock: locksIn(files, processesOf(data), lockedComparisons),
            kernels: () => kernelsOf(data, 'auto'),
            changed: record => channel.send('comparison', record),
            progressed: progress => channel.send('comparisonProgress', progress),
          },
          params,
        ),
      measureLesson: params => measureLesson(() => kernelsOf(data, 'auto'), params),
      learn: params => learnNgrams(store, params),
      lesion: params => lesionNetwork(store, models, params),
      trainHmm: params =>
        trainStoredHmm(
          { store, stop: em.signal, report: progress => channel.send('hmmProgress', progress) },
          params,
        ),
      trainLds: params =>
        trainStoredLds(
          {
            ...{ store, stop: em.signal },
            kernels: () => kernelsOf(data, 'auto'),
            report: progress => channel.send('ldsProgress', progress),
          },
          params,
        ),
      stopEm: () => em.abort(),
      mix: params => mixMembers(store, models, params),
      trainVectors: params => begin(ports => trainVectors(ports, params)),
      continueVectors: params => begin(ports => continueVectors(ports, params)),
      followWord: ({ word }) => controls?.follow(word) ?? false,
      pauseVectors: ({ isPaused }) => controls?.pause(isPaused),
      stopVectors: () => controls?.stop(),
    },
    error => console.error(error),
  );
}
