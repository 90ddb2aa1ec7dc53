import { resolve } from 'node:path';
import { hasEnded } from '../../src/common/hasEnded';
import { RunHistory } from '../../src/extension/core/runHistory';
import { startProcess } from '../../src/extension/workerClients/startProcess';
import { Channel, type Nothing } from '../../src/protocol/channel';
import type { RunRecord } from '../../src/protocol/run';
import type { StartParams, TrainerEvents, TrainerRequests } from '../../src/protocol/trainer';

export interface HostTraining {
  /** The path of the folder with the runs. */
  readonly storeFolder: string;
  /** The parameters of a new run, or the id of a run to resume. */
  readonly begin: StartParams | string;
  complain(error: unknown): void;
}

/**
 * Trains a run as the extension host does: in its own process, whose updates are collected. Resolves to the
 * last record when the run or the process has ended.
 */
export async function trainAsHost({ storeFolder, begin, complain }: HostTraining): Promise<RunRecord> {
  const data = { role: 'trainer', kernelFolder: resolve('media'), storeFolder, training: 0 } as const;
  const worker = await startProcess(resolve('dist/worker.js'), data, complain);
  const channel = new Channel<TrainerRequests, TrainerEvents, Nothing, Nothing>(worker.port, {}, complain);
  const history = new RunHistory();
  let last: RunRecord | undefined;
  const ended = new Promise<void>(settle => {
    worker.onEnd(() => settle());
    channel.on('update', update => {
      history.add(update);
      if (update.kind !== 'record') return;
      last = update.record;
      if (hasEnded(last)) settle();
    });
  });
  try {
    const first = await (typeof begin === 'string'
      ? channel.request('resume', { id: begin })
      : channel.request('start', begin));
    await ended;
    return last ?? first;
  } finally {
    await worker.end();
  }
}
