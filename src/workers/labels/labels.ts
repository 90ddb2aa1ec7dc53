import { RunStore } from '../../engine/storage/runs/runStore';
import { Channel, type Nothing, type Port } from '../../protocol/channel';
import type { LabelRequests } from '../../protocol/labelWorker';
import type { ReaderSources } from '../../protocol/reader';
import type { WorkerData } from '../../protocol/trainer';
import type { TranslationRequests } from '../../protocol/translationWorker';
import { kernelsOf, newHash } from '../ports';
import type { RunModelPorts } from '../runModels';
import { filesOf } from '../storeFiles';
import { temporaryFileNear } from '../temporaryFile';
import { translationHandlers } from '../translation/translationHandlers';
import { LabelEvaluations } from './labelEvaluations';
import { LabelModels } from './labelModels';
import { predictLabels } from './predictLabels';

/** Serves requests over `port` to evaluate and use classifiers, taggers and translators. */
export function serveLabels(port: Port, data: WorkerData): void {
  const store = new RunStore(filesOf(data), newHash);
  const ports: RunModelPorts = {
    store,
    kernels: () => kernelsOf(data, 'auto'),
    weights: id => channel.request('weights', { id }),
  };
  const reading = { store, storage: () => temporaryFileNear(data.storeFolder), onRead: () => undefined };
  const models = new LabelModels(ports);
  const evaluations = new LabelEvaluations(reading, models);
  const channel = new Channel<ReaderSources, Nothing, LabelRequests & TranslationRequests, Nothing>(
    port,
    {
      figures: ({ id }) => evaluations.figures(id),
      examples: cell => evaluations.examples(cell),
      predict: async ({ model, text }) => predictLabels(await models.of(model), text),
      ...translationHandlers(ports, reading),
    },
    error => console.error(error),
  );
}
