import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RunStore } from '../../../src/engine/storage/runs/runStore';
import type { SessionPorts } from '../../../src/engine/train/ports';
import { type SessionParams, startSession } from '../../../src/engine/train/startSession';
import { fill } from '../../../src/protocol/message';
import type { RunRecord } from '../../../src/protocol/run';
import { locksIn } from '../../../src/workers/lockHeartbeat';
import { NodeFileSystem } from '../../../src/workers/nodeFileSystem';
import { loadKernels, randomSuffix, systemClock, yieldToMessages } from '../../../src/workers/ports';
import { processTable } from '../../../src/workers/processes';
import { TemporaryFile } from '../../../src/workers/temporaryFile';

const ITERATIONS = 1_000_000;
const MEGABYTE = 2 ** 20;
/** Maximum growth of live memory in megabytes. Measurements that wait to be written need this memory. */
const SLACK = 2;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** The memory in use after garbage collection, in bytes, in JavaScript's heap and outside it. */
interface Reading {
  readonly iteration: number;
  readonly alive: number;
}

/**
 * Trains in this process, records everything that a run records, and prints the memory use. Returns whether
 * the memory use stays about the same.
 */
export async function soakMemory(storeFolder: string, params: SessionParams): Promise<boolean> {
  const readings: Reading[] = [];
  const settings = { ...params.settings, 'training.maxIterations': ITERATIONS };
  await new Promise<void>((resolve, reject) => {
    const follow = ({ iteration, state, failure }: RunRecord) => {
      const twentieth = (at: number) => Math.floor((20 * at) / ITERATIONS);
      const last = readings.at(-1);
      if (!last || twentieth(iteration) > twentieth(last.iteration)) readings.push(reading(iteration));
      if (state === 'done') resolve();
      if (failure) reject(new Error(fill(failure.template, failure.args)));
    };
    const files = new NodeFileSystem(storeFolder);
    const ports: SessionPorts = {
      store: new RunStore(files),
      clock: systemClock,
      lock: locksIn(files, processTable),
      kernels: wanted => loadKernels('media', wanted),
      storage: () => new TemporaryFile(storeFolder),
      yield: yieldToMessages,
      randomSuffix,
      onRead() {},
      onUpdate: update => update.kind === 'record' && follow(update.record),
    };
    startSession(ports, { ...params, settings }).then(session => session.proceed(), reject);
  });
  return judge(readings);
}

/** Measures and prints the memory use. Called after every twentieth of the run. */
function reading(iteration: number): Reading {
  collectGarbage();
  const { rss, external, heapUsed } = process.memoryUsage();
  const alive = heapUsed + external;
  const [resident, kept] = [rss, alive].map(bytes => (bytes / MEGABYTE).toFixed(1));
  console.log(`${iteration} iterations: alive ${kept} MB, resident ${resident} MB`);
  return { iteration, alive };
}

/**
 * Returns whether the memory use is about the same after a tenth of the run and at its end. In the first
 * tenth, the first measurements allocate memory that later ones use again.
 */
function judge(readings: readonly Reading[]): boolean {
  const later = readings.filter(({ iteration }) => iteration >= ITERATIONS / 10);
  const growth = ((later.at(-1)?.alive ?? Infinity) - later[0].alive) / MEGABYTE;
  const isFlat = growth <= SLACK;
  console.log(
    `alive at the end, less after a tenth: ${growth.toFixed(1)} MB: ${isFlat ? 'flat' : 'it grows'}`,
  );
  return isFlat;
}
