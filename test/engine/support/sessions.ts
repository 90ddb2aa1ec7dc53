import { referenceKernels } from '../../../src/engine/kernels/reference';
import { RunStore } from '../../../src/engine/storage/runs/runStore';
import type { SessionPorts } from '../../../src/engine/train/ports';
import type { Session } from '../../../src/engine/train/session';
import { startSession } from '../../../src/engine/train/startSession';
import type { PlannedChange, SettingChange } from '../../../src/protocol/liveSettings';
import type { MetricsBlock, RunRecord, RunSettings, RunState, Sample } from '../../../src/protocol/run';
import type { SourceText } from '../../../src/protocol/sourceText';
import type { ReadingProgress } from '../../../src/protocol/trainer';
import { MemoryStorage } from '../families/ngram/support/memoryStorage';
import { MemoryFileSystem } from './memoryFileSystem';

export const TEXT = 'hello world, the quick brown fox jumps over the lazy dog. '.repeat(8);
export const SETTINGS: RunSettings = {
  'model.hidden': 12,
  'training.sequenceLength': 7,
  'training.batch': 2,
  'training.maxIterations': 120,
  'snapshot.interval': 25,
  'snapshot.sampleLength': 20,
  'metrics.interval': 5,
};

/** Returns the services that sessions need, in memory. The clock advances by a millisecond at every call. */
export function testServices(files = new MemoryFileSystem()) {
  let time = 0;
  const blocks: MetricsBlock[] = [];
  const samples: Sample[] = [];
  const changes: SettingChange[] = [];
  const records: RunRecord[] = [];
  const readings: ReadingProgress[] = [];
  const watchers: (() => void)[] = [];
  const store = new RunStore(files);
  const ports: SessionPorts = {
    store,
    clock: { now: () => ++time, timestamp: () => '2026-01-02T03:04:05.000Z' },
    lock: async () => ({ lost: new Promise(() => {}), isHeld: async () => true, release: async () => {} }),
    kernels: async () => referenceKernels(),
    storage: () => new MemoryStorage(),
    yield: () => new Promise(resolve => setImmediate(resolve)),
    randomSuffix: () => 'suffix',
    onRead: progress => readings.push(progress),
    onUpdate: update => {
      if (update.kind === 'metrics') blocks.push(update.metrics);
      if (update.kind === 'sample') samples.push(update.sample);
      if (update.kind === 'setting') changes.push(update.change);
      if (update.kind !== 'record') return;
      records.push(update.record);
      for (const watcher of watchers) watcher();
    },
  };
  const reached = (state: RunState) =>
    new Promise<RunRecord>(resolve => {
      const look = () => {
        const record = records.at(-1);
        if (record?.state === state) resolve(record);
      };
      watchers.push(look);
      look();
    });
  return { ports, store, files, readings, blocks, samples, changes, records, reached };
}

export const start = (
  ports: SessionPorts,
  settings: RunSettings = {},
  text = TEXT,
  validationText?: SourceText,
  plan?: readonly PlannedChange[],
): Promise<Session> =>
  startSession(ports, {
    name: 'a run',
    text: { name: 'a.txt', uri: 'file:///a.txt', bytes: Buffer.from(text) },
    validationText,
    settings: { ...SETTINGS, ...settings },
    plan,
  });

/** Starts a run with scheduled changes of settings. */
export const startPlanned = (ports: SessionPorts, plan: readonly PlannedChange[]) =>
  start(ports, {}, TEXT, undefined, plan);

/** Returns the columns of metrics that depend only on the text, the settings and the kernels. */
export function repeatable({ columns, values }: MetricsBlock): number[][] {
  const timed = new Set(['tokensPerSecond', 'elapsed'].map(name => columns.indexOf(name)));
  return Array.from({ length: values.length / columns.length }, (_, row) =>
    [...values.subarray(row * columns.length, (row + 1) * columns.length)].filter(
      (_value, c) => !timed.has(c),
    ),
  );
}

export async function finished(settings: RunSettings = {}) {
  const services = testServices();
  const session = await start(services.ports, settings);
  const { id } = session.proceed();
  await services.reached('done');
  const { metrics, samples } = await services.store.history(id);
  const { tensors } = await services.store.checkpoints.newest(id);
  return { services, id, metrics: repeatable(metrics), samples, tensors };
}
