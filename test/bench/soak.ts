// `npm run bench -- --soak` measures three things: how soon a run shows its first measurement, how long it
// blocks the extension host, and whether its memory use stays the same for a million iterations.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { SessionParams } from '../../src/engine/train/startSession';
import { WorkerLauncher } from '../../src/extension/workerClients/workerLauncher';
import { Workers } from '../../src/extension/workerClients/workers';
import type { MetricsBlock, RunSettings } from '../../src/protocol/run';
import type { StartParams } from '../../src/protocol/trainer';
import { fileUri } from '../support/fileUri';
import { soakMemory } from './lib/memory';

const SECONDS = 10;

const folder = mkdtempSync(join(tmpdir(), 'elman-soak-'));
const storeFolder = join(folder, 'runs');

/** The workers, started as the extension starts them. This process plays the part of the extension host. */
const workers = new Workers(
  { launcher: new WorkerLauncher(fileUri(resolve('.'))), storeFolder: () => fileUri(storeFolder) },
  // Workers use only these two members of the log.
  { warn: console.error, error: console.error } as unknown as ConstructorParameters<typeof Workers>[1],
);

function paramsOf(file: string, settings: RunSettings): StartParams & SessionParams {
  return { name: file, text: { name: file, uri: file, bytes: new Uint8Array(readFileSync(file)) }, settings };
}

async function startRun(params: StartParams, training: number) {
  const link = await workers.startTrainer(training, reason => console.error(reason));
  const measured = new Promise<MetricsBlock>(resolve =>
    link.channel.on('update', update => update.kind === 'metrics' && resolve(update.metrics)),
  );
  await link.channel.request('start', params);
  return { measured, end: () => link.terminate() };
}

/** Returns the seconds from the start of a process to its run's first measurement. */
async function firstPoint(): Promise<number> {
  const start = performance.now();
  const run = await startRun(paramsOf('media/samples/english.txt', {}), 0);
  await run.measured;
  const seconds = (performance.now() - start) / 1000;
  await run.end();
  return seconds;
}

/** Returns the longest pause of this process's event loop while two runs train, in milliseconds. */
async function longestPause(): Promise<number> {
  const settings = { 'model.hidden': 256, 'training.batch': 32, 'training.sequenceLength': 64 };
  const params = () => paramsOf('test/fixtures/text/tinyshakespeare.txt', settings);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const runs = [await startRun(params(), 0), await startRun(params(), 1)];
  await setTimeout(1000 * SECONDS);
  delay.disable();
  await Promise.all(runs.map(run => run.end()));
  return delay.max / 1e6;
}

async function main(): Promise<void> {
  console.log(`first point of a run after ${(await firstPoint()).toFixed(2)} s (to stay under 1 s)`);
  console.log(
    `longest pause while two runs of batch 32 train: ${(await longestPause()).toFixed(1)} ms (to stay under 50 ms)`,
  );
  const isFlat = await soakMemory(storeFolder, paramsOf('media/samples/english.txt', {}));
  if (!isFlat) process.exitCode = 1;
}

void main().finally(() => rmSync(folder, { recursive: true }));
