import { RunStore } from '../../../src/engine/store/runStore';
import type { SessionPorts } from '../../../src/engine/train/ports';
import { startSession } from '../../../src/engine/train/sessions';
import { locksIn } from '../../../src/hosts/locks';
import { NodeFileSystem } from '../../../src/hosts/nodeFileSystem';
import { loadKernels, randomSuffix, systemClock, yieldToMessages } from '../../../src/hosts/ports';
import { fill } from '../../../src/protocol/message';
import type { RunRecord } from '../../../src/protocol/run';
import type { StartParams } from '../../../src/protocol/trainer';

const ITERATIONS = 1_000_000;
const MEGABYTE = 2 ** 20;
/** Megabytes that the collector may leave lying about. */
const SLACK = 10;

interface Reading {
  readonly iteration: number;
  readonly resident: number;
}

/** Trains in this process, with everything that is recorded of a run, and prints what memory it takes as it goes. */
export async function soakMemory(storeFolder: string, params: StartParams): Promise<boolean> {
  const readings: Reading[] = [];
  const settings = { ...params.settings, 'training.maxIterations': ITERATIONS };
  await new Promise<void>((resolve, reject) => {
    const follow = ({ iteration, state, failure }: RunRecord) => {
      readings.push(reading(iteration, readings.at(-1)));
      if (state === 'done') resolve();
      if (failure) reject(new Error(fill(failure.template, failure.args)));
    };
    const files = new NodeFileSystem(storeFolder);
    const ports: SessionPorts = {
      store: new RunStore(files),
      clock: systemClock,
      lock: locksIn(files),
      kernels: wanted => loadKernels('media', wanted),
      yield: yieldToMessages,
      randomSuffix,
      announce: { metrics() {}, sample() {}, event() {}, run: follow },
    };
    startSession(ports, { ...params, settings }).then(session => session.proceed(), reject);
  });
  return judge(readings);
}

/** Printed where the run has come into another twentieth. */
function reading(iteration: number, last: Reading | undefined): Reading {
  const { rss, external, heapUsed } = process.memoryUsage();
  const twentieth = (at: number) => Math.floor((20 * at) / ITERATIONS);
  if (!last || twentieth(iteration) > twentieth(last.iteration)) {
    const [resident, outside, heap] = [rss, external, heapUsed].map(bytes => (bytes / MEGABYTE).toFixed(1));
    console.log(`${iteration} iterations: resident ${resident} MB, external ${outside} MB, heap ${heap} MB`);
  }
  return { iteration, resident: rss };
}

/** Whether the last tenth needs what the second one did. */
function judge(readings: readonly Reading[]): boolean {
  const tenth = (n: number) =>
    readings.filter(({ iteration }) => Math.floor((10 * iteration) / (ITERATIONS + 1)) === n);
  const least = (n: number) => Math.min(...tenth(n).map(({ resident }) => resident)) / MEGABYTE;
  const growth = least(9) - least(1);
  const isFlat = growth <= SLACK;
  console.log(
    `resident memory of the last tenth against the second: ${growth.toFixed(1)} MB more: ${isFlat ? 'flat' : 'it grows'}`,
  );
  return isFlat;
}
