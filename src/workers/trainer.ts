import { RunStore } from '../engine/storage/runs/runStore';
import { resumeSession, startSession } from '../engine/train/openSession';
import type { SessionPorts } from '../engine/train/ports';
import type { Session } from '../engine/train/session';
import { Channel, type Nothing, type Port } from '../protocol/channel';
import type { TrainerEvents, TrainerRequests, WorkerData } from '../protocol/trainer';
import { threadsFor } from './helperThreads';
import { locksIn } from './locks';
import { NodeFileSystem } from './nodeFileSystem';
import { loadKernels, randomSuffix, systemClock, yieldToMessages } from './ports';

/**
 * Serves requests to train one run over `port`. Returns a function that saves the run and leaves it paused.
 */
export function serveTrainer(
  port: Port,
  { storeFolder, kernelFolder, training }: WorkerData,
): () => Promise<void> {
  const files = new NodeFileSystem(storeFolder);
  let session: Session | undefined;
  const current = () => {
    if (!session) throw new Error('no run was started in this worker');
    return session;
  };
  const begin = async (opening: Promise<Session>) => {
    if (session) throw new Error('this worker already has a run');
    session = await opening;
    return session.proceed();
  };

  const channel = new Channel<Nothing, Nothing, TrainerRequests, TrainerEvents>(
    port,
    {
      start: params => begin(startSession(ports, params)),
      resume: ({ id, learningRate }) => begin(resumeSession(ports, id, learningRate)),
      pause: () => current().halt('paused'),
      proceed: () => current().proceed(),
      stop: () => current().halt('stopped'),
      suspend: () => current().close(),
      sample: params => current().sampleNow(params),
      change: ({ setting, value }) => current().change(setting, value),
      weights: () => current().weights(),
    },
    error => console.error(error),
  );
  const ports: SessionPorts = {
    store: new RunStore(files),
    clock: systemClock,
    lock: locksIn(files),
    kernels: (wanted, threads, batch) =>
      loadKernels(kernelFolder, wanted, threadsFor(threads, batch, training)),
    yield: yieldToMessages,
    randomSuffix,
    onUpdate: update => channel.send('update', update),
  };
  return async () => {
    await session?.close();
  };
}
