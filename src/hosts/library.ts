import { configure } from '../engine/configuration/configuration';
import { reportGradients } from '../engine/eval/gradientReport';
import { cells } from '../engine/nn/cells';
import { viewOf } from '../engine/nn/shape';
import { ModelStore } from '../engine/store/modelStore';
import { RunStore } from '../engine/store/runStore';
import { Channel, type Nothing, type Port } from '../protocol/channel';
import type { GradientReport, LibraryEvents, LibraryRequests } from '../protocol/library';
import type { RunRecord, Settings } from '../protocol/run';
import type { WorkerData } from '../protocol/trainer';
import { NodeFileSystem } from './nodeFileSystem';

/** Looks after the runs that are not training, for whoever is at the other end of `port`. */
export function serveLibrary(port: Port, { storeFolder }: WorkerData): void {
  const files = new NodeFileSystem(storeFolder);
  const store = new RunStore(files);
  const models = new ModelStore(files);
  new Channel<Nothing, Nothing, LibraryRequests, LibraryEvents>(
    port,
    {
      list: async () => (await store.list()).map(asSeenFromOutside),
      history: ({ id }) => store.history(id),
      rename: async ({ id, name }) => asSeenFromOutside(await store.rename(id, name)),
      remove: ({ id }) => store.remove(id),
      models: () => models.list(),
      renameModel: ({ id, name }) => models.rename(id, name),
      removeModel: ({ id }) => models.remove(id),
      checkGradients: settings => checkGradients(settings),
    },
    error => console.error(error),
  );
}

/** A run that was training when its window went away still says so on disk. */
function asSeenFromOutside(record: RunRecord): RunRecord {
  return record.state === 'running' ? { ...record, state: 'interrupted' } : record;
}

function checkGradients(settings: Settings): GradientReport {
  const { shape, ...report } = reportGradients(configure(settings));
  const { cell, activation, output, layers, vocabulary, hidden } = shape;
  const hasOwn = cells[cell].activation === 'own';
  const network = { cell, output, layers, vocabulary, hidden, embedding: viewOf(shape).E };
  return { ...report, network: hasOwn ? network : { ...network, activation } };
}
