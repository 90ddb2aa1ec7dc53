import { resolve } from 'node:path';
import { WorkerLauncher } from '../../src/extension/workerClients/workerLauncher';
import { Workers } from '../../src/extension/workerClients/workers';
import type { RunRecord } from '../../src/protocol/run';
import type { StartParams } from '../../src/protocol/trainer';
import { fileUri } from './fileUri';

/** Trains a run to its end in a thread, as the extension does. `store`: the folder of runs. Returns the run's record. */
export async function trainInThread(store: string, params: Omit<StartParams, 'name'>): Promise<RunRecord> {
  const workers = new Workers(
    {
      launcher: new WorkerLauncher(fileUri(resolve('.'))),
      storeFolder: () => fileUri(store),
      trainsInThread: () => true,
    },
    // Workers use only these two members of the log.
    { warn: console.error, error: console.error } as unknown as ConstructorParameters<typeof Workers>[1],
  );
  const link = await workers.startTrainer(0, console.error);
  const done = new Promise<RunRecord>(settle =>
    link.channel.on('update', update => {
      if (update.kind === 'record' && update.record.state === 'done') settle(update.record);
    }),
  );
  await link.channel.request('start', { name: 'run', ...params });
  const record = await done;
  await link.channel.request('suspend', undefined);
  await link.terminate();
  return record;
}
