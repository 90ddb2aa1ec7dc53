import { ModelStore } from '../engine/storage/models/modelStore';
import { RunStore } from '../engine/storage/runs/runStore';
import type { SessionPorts } from '../engine/train/ports';
import { resumeSession } from '../engine/train/resumeSession';
import type { Session } from '../engine/train/session';
import type { SessionParams } from '../engine/train/startSession';
import { startTask } from '../engine/train/startTask';
import { Channel, type Nothing, type Port } from '../protocol/channel';
import type { StartParams, TrainerEvents, TrainerRequests, WorkerData } from '../protocol/trainer';
import { estimateFor } from './experiments';
import { locksIn } from './lockHeartbeat';
import { openedText } from './openedText';
import { kernelsOf, newHash, randomSuffix, systemClock, yieldToMessages } from './ports';
import { processesOf } from './processes';
import { filesOf } from './storeFiles';
import { temporaryFileNear } from './temporaryFile';
import { threadsFor } from './threadCount';

/**
 * Serves requests to train one run over `port`. Returns a function that saves the run and leaves it paused.
 */
export function serveTrainer(port: Port, data: WorkerData): () => Promise<void> {
  const { storeFolder, training } = data;
  const files = filesOf(data);
  let session: Session | undefined;
  const current = () => {
    if (!session) throw new Error('no run was started in this worker');
    return session;
  };
  const begin = async (opening: Promise<Session>, until?: number) => {
    if (session) throw new Error('this worker already has a run');
    session = await opening;
    return session.proceed(until);
  };

  const startFrom = async ({ lesioned, task, ...params }: StartParams) => {
    const origin = lesioned === undefined ? undefined : await new ModelStore(files).lesionedNetwork(lesioned);
    return startTask(ports, { ...openTexts(params), task, origin });
  };
  const channel = new Channel<Nothing, Nothing, TrainerRequests, TrainerEvents>(
    port,
    {
      start: ({ until, ...params }) => begin(startFrom(params), until),
      resume: ({ id, changes, until }) => begin(resumeSession(ports, id, changes), until),
      pause: () => current().halt('paused'),
      proceed: ({ until }) => current().proceed(until),
      stop: () => current().halt('stopped'),
      suspend: () => current().close(),
      sample: params => current().sampleNow(params),
      change: ({ setting, value }) => current().change(setting, value),
      weights: () => current().weights(),
      estimate: params => estimateFor(ports, params),
    },
    error => console.error(error),
  );
  const ports: SessionPorts = {
    store: new RunStore(files, newHash),
    clock: systemClock,
    lock: locksIn(files, processesOf(data)),
    kernels: (wanted, threads, batch) => kernelsOf(data, wanted, threadsFor(threads, batch, training)),
    storage: () => temporaryFileNear(storeFolder),
    yield: yieldToMessages,
    randomSuffix,
    onRead: progress => channel.send('reading', progress),
    onUpdate: update => channel.send('update', update),
  };
  return async () => {
    await session?.close();
  };
}

/** Returns the parameters of a training with its texts opened. */
function openTexts({
  text,
  validationText,
  ...params
}: Omit<StartParams, 'lesioned' | 'task'>): SessionParams {
  return { ...params, text: openedText(text), validationText: validationText && openedText(validationText) };
}
