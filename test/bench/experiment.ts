// node dist/test/bench/experiment.js PARALLEL: a program for the bench (see lib/side.ts). For every number that it reads,
// trains a network with eight seeds for that number of thousands of updates, PARALLEL runs at a time, as the extension
// host does.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { lossOf } from '../../src/common/runFigures';
import { mean } from '../../src/common/statistics';
import type { RunRecord } from '../../src/protocol/run';
import { trainAsHost } from '../support/hostTraining';
import type { Lap } from './lib/side';
import { SEEDS, THOUSAND } from './works/experiments';

/** A lap with the 99th percentile of the delay of this process's event loop, in milliseconds. */
export interface ExperimentLap extends Lap {
  readonly delay: number;
}

const TEXT = new TextEncoder().encode('the quick brown fox jumps over the lazy dog.\n'.repeat(200));
const complain = (error: unknown) => console.error(error);

async function train(seed: number, updates: number, storeFolder: string): Promise<RunRecord> {
  const settings = {
    ...{ 'model.hidden': 100, 'training.maxIterations': updates, 'training.seed': seed },
    'kernels.threads': 1,
  };
  const text = { name: 'text', uri: '', bytes: TEXT.slice() };
  return trainAsHost({ storeFolder, begin: { name: 'bench', text, settings }, complain });
}

async function lap(updates: number, parallel: number): Promise<ExperimentLap> {
  const folder = mkdtempSync(join(tmpdir(), 'elman-bench-'));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const seeds = Array.from({ length: SEEDS }, (_, i) => i + 1);
  const losses: number[] = [];
  const work = async () => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift())
      losses.push(lossOf(await train(seed, updates, folder)));
  };
  delay.enable();
  const start = performance.now();
  await Promise.all(Array.from({ length: parallel }, work));
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  rmSync(folder, { recursive: true });
  return { seconds, loss: mean(losses), delay: delay.percentile(99) / 1e6 };
}

async function main(parallel: number): Promise<void> {
  console.log(JSON.stringify({ name: `experiments in Node ${process.versions.node}` }));
  for await (const line of createInterface(process.stdin))
    console.log(JSON.stringify(await lap(Number(line) * THOUSAND, parallel)));
}

void main(Number(process.argv[2]));
