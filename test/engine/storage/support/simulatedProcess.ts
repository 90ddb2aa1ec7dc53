import type { Kernels } from '../../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../../src/engine/kernels/reference';
import type { FileSystem } from '../../../../src/engine/storage/fileSystem';
import { RunLocks } from '../../../../src/engine/storage/runs/runLocks';
import { RunStore } from '../../../../src/engine/storage/runs/runStore';
import type { SessionPorts } from '../../../../src/engine/train/ports';
import type { Session } from '../../../../src/engine/train/session';
import { startSession } from '../../../../src/engine/train/startSession';
import type { PlannedChange } from '../../../../src/protocol/liveSettings';
import type { RunRecord, RunSettings } from '../../../../src/protocol/run';
import { MemoryStorage } from '../../families/ngram/support/memoryStorage';

/**
 * Settings of a run that ends on an iteration at which no checkpoint is due. Only the end of the run writes a
 * checkpoint there.
 */
const SETTINGS: RunSettings = {
  'model.hidden': 3,
  'training.sequenceLength': 4,
  'training.batch': 2,
  'training.maxIterations': 41,
  'snapshot.interval': 6,
  'snapshot.sampleLength': 8,
  'metrics.interval': 2,
};
/** Scheduled changes of settings. */
const PLAN: readonly PlannedChange[] = [
  { iteration: 9, setting: 'training.gradientClip', value: 0.01 },
  { iteration: 20, setting: 'training.learningRate', value: 0.05 },
  { iteration: 30, setting: 'snapshot.interval', value: 5 },
];
/** Virtual milliseconds that a kernel call takes. A training step then takes about half a second. */
const KERNEL = 10;
/** Maximum virtual milliseconds that a step takes, including its sample and gradient flow. */
export const LONGEST_STEP = 3000;

/** Number of simulated processes so far. */
let processes = 0;

/** A simulated process that trains on a disk. It has its own clock and its own store. */
export class SimulatedProcess {
  readonly store: RunStore;
  readonly ports: SessionPorts;
  onMetrics = () => {};
  private time = 0;
  private heard: (record: RunRecord) => void = () => {};

  constructor(files: FileSystem) {
    const pid = ++processes;
    // Each process sees only itself as alive.
    const birthOf = async (other: number) => (other === pid ? 'birth' : undefined);
    const table = { host: 'here', pid, now: () => Date.now(), birthOf };
    const locks = new RunLocks(files, table);
    this.store = new RunStore(files);
    this.ports = {
      store: this.store,
      clock: {
        now: () => ++this.time,
        timestamp: () => '2026-01-02T03:04:05.000Z',
      },
      lock: async id => {
        const lock = await locks.take(id, `writer${pid}`);
        return { lost: new Promise(() => {}), isHeld: () => lock.isHeld(), release: () => lock.release() };
      },
      kernels: async () => this.slow(referenceKernels()),
      storage: () => new MemoryStorage(),
      yield: () => new Promise(resolve => setImmediate(resolve)),
      randomSuffix: () => 'suffix',
      onRead: () => {},
      onUpdate: update => {
        if (update.kind === 'metrics') this.onMetrics();
        if (update.kind === 'record') this.heard(update.record);
      },
    };
  }

  /** Returns kernels that advance the clock at every call, including calls of one kernel by another. */
  private slow(kernels: Kernels): Kernels {
    return new Proxy(kernels, {
      get: (target, name, slowed) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          this.time += KERNEL;
          return value.apply(slowed, args);
        };
      },
    });
  }

  /** Starts a run. The text and the settings are always the same, except for `changes` of the settings. */
  start(changes: RunSettings = {}): Promise<Session> {
    const bytes = Buffer.from('one run in the dark, one in the light. '.repeat(9));
    const text = { name: 'a.txt', uri: 'file:///a.txt', bytes };
    return startSession(this.ports, {
      name: 'a run',
      text,
      settings: { ...SETTINGS, ...changes },
      plan: PLAN,
    });
  }

  /** Trains until the run is done or has failed and everything is written. */
  async finish(session: Session): Promise<RunRecord> {
    const ended = new Promise<void>(resolve => {
      this.heard = ({ state }) => {
        if (state === 'done' || state === 'failed') resolve();
      };
    });
    session.proceed();
    await ended;
    // `close` waits for pending writes.
    return session.close();
  }
}

/** Returns the parts of a run that an interruption must not change, which are all except the times. */
export async function outcome(store: RunStore, id: string) {
  const { metrics, samples, changes: events } = await store.history(id);
  const changes = events.map(({ elapsed, ...change }) => change);
  const { tensors, iteration } = await store.checkpoints.newest(id);
  const timed = new Set(['tokensPerSecond', 'elapsed'].map(name => metrics.columns.indexOf(name)));
  const values = [...metrics.values].filter((_, i) => !timed.has(i % metrics.columns.length));
  return { iteration, columns: metrics.columns, values, samples, changes, tensors };
}
