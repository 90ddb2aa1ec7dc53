import { RunStore } from '../../engine/storage/runs/runStore';
import { Channel, type Nothing, type Port } from '../../protocol/channel';
import type { LabelRequests } from '../../protocol/labelWorker';
import type { ReaderSources } from '../../protocol/reader';
import type { WorkerData } from '../../protocol/trainer';
import { NodeFileSystem } from '../nodeFileSystem';
import { loadKernels, newHash } from '../ports';
import { temporaryFileNear } from '../temporaryFile';
import { LabelEvaluations } from './labelEvaluations';
import { LabelModels } from './labelModels';
import { predictLabels } from './predictLabels';

/** Serves requests over `port` to evaluate classifiers and taggers, and to label texts with them. */
export function serveLabels(port: Port, { storeFolder, kernelFolder }: WorkerData): void {
  const store = new RunStore(new NodeFileSystem(storeFolder), newHash);
  const models = new LabelModels({
    store,
    kernels: () => loadKernels(kernelFolder, 'auto'),
    weights: id => channel.request('weights', { id }),
  });
  const evaluations = new LabelEvaluations(
    { store, storage: () => temporaryFileNear(storeFolder), onRead: () => undefined },
    models,
  );
  const channel = new Channel<ReaderSources, Nothing, LabelRequests, Nothing>(
    port,
    {
      figures: ({ id }) => evaluations.figures(id),
      examples: cell => evaluations.examples(cell),
      predict: async ({ model, text }) => predictLabels(await models.of(model), text),
    },
    error => console.error(error),
  );
}
