// `npm run bench -- --reading` measures how soon a hover has its figures, how soon a whole text is scored,
// how soon the surprisal of its characters is exported, and how much a live heatmap slows down the training that it follows. Reads tinyshakespeare with 100 hidden
// units, through workers that are started as the extension starts them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { WorkerLauncher } from '../../src/extension/workerClients/workerLauncher';
import { Workers } from '../../src/extension/workerClients/workers';
import type { SurprisalExport } from '../../src/protocol/surprisalTable';
import type { TextRange } from '../../src/protocol/textRange';
import { fileUri } from '../support/fileUri';
import { median } from './lib/compare';

const file = 'test/fixtures/text/tinyshakespeare.txt';
const text = readFileSync(file, 'utf8');
const settings = { 'model.hidden': 100, 'training.maxIterations': 0 };
const HOVERS = 40;
const SELECTED = 1000;
/**
 * PRIMED: number of characters that a heatmap reads as context before the screen. SHOWN: number of characters
 * on the screen.
 */
const PRIMED = 4096;
const SHOWN = 4096;
const ROUNDS = 7;
const SECONDS = 4;

const folder = mkdtempSync(join(tmpdir(), 'elman-reading-'));
const workers = new Workers(
  { launcher: new WorkerLauncher(fileUri(resolve('.'))), storeFolder: () => fileUri(folder) },
  // Workers use only these two members of the log.
  { warn: console.error, error: console.error } as unknown as ConstructorParameters<typeof Workers>[1],
);

async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

async function main(): Promise<void> {
  const trainer = await workers.startTrainer(0, reason => console.error(reason));
  const weights = () => trainer.channel.request('weights', undefined);
  const none = () => Promise.reject(new Error('no model file is read'));
  const reader = workers.startReader({ weights, file: none }, reason => console.error(reason));
  const source = { name: file, uri: file, bytes: new Uint8Array(readFileSync(file)) };
  const { id } = await trainer.channel.request('start', { name: file, text: source, settings });
  await setTimeout(1000 * SECONDS);
  await trainer.channel.request('pause', undefined);

  const model = (isLive: boolean) => ({ kind: 'run', id, checkpoint: 'usual', isLive }) as const;
  const score = (range: TextRange) => reader.channel.request('score', { model: model(false), range });
  const open = (uri: string) => reader.channel.send('opened', { uri, text });

  open('hovered');
  const hover = (i: number) => {
    const start = (i + 1) * 20_000;
    return score({ uri: 'hovered', start, end: start + SELECTED, context: 'paragraph' });
  };
  // The first hovers also open the model, so they are not measured.
  await hover(HOVERS);
  const hovers: number[] = [];
  for (let i = 0; i < HOVERS; i++) hovers.push(await timed(() => hover(i)));
  const slowest = Math.max(...hovers);
  console.log(
    `a hover over ${SELECTED} characters: ${median(hovers).toFixed(1)} ms, at most ${slowest.toFixed(1)} ms (to stay under 20 ms)`,
  );

  const delay = monitorEventLoopDelay({ resolution: 5 });
  const whole: number[] = [];
  for (const uri of ['first', 'second', 'third']) {
    open(uri);
    delay.enable();
    whole.push(await timed(() => score({ uri, start: 0, end: text.length, context: 'none' })));
    delay.disable();
  }
  console.log(
    `all ${text.length} characters: ${(median(whole) / 1000).toFixed(2)} s (to stay under 2 s), meanwhile this process paused ${(delay.max / 1e6).toFixed(1)} ms at the longest`,
  );

  const exported: number[] = [];
  for (const uri of ['first', 'second', 'third']) {
    const range = { uri, start: 0, end: text.length, context: 'none' } as const;
    const request: SurprisalExport = {
      id: 1,
      models: [{ name: 'elman', reference: model(false) }],
      sources: [{ name: file, range }],
      rows: 'token',
      perLine: false,
      path: join(folder, 'surprisal.tsv'),
      hasMark: false,
      version: '',
    };
    exported.push(await timed(() => reader.channel.request('surprisal', request)));
  }
  const each = (1000 * median(exported)) / text.length;
  console.log(
    `the surprisal, rank and entropy of all ${text.length} characters in a table: ${(median(exported) / 1000).toFixed(1)} s, ${each.toFixed(1)} µs per character (to stay under 20 µs)`,
  );

  /**
   * Returns the iterations per second of a training. With `isWatched`, reads tokens at every record of the
   * run, as the heatmap does.
   */
  const lap = async (isWatched: boolean): Promise<number> => {
    const range = {
      uri: 'hovered',
      origin: 0,
      start: PRIMED,
      end: PRIMED + SHOWN,
      context: 'none',
    } as const;
    const watching = trainer.channel.on('update', ({ kind }) => {
      if (isWatched && kind === 'record')
        void reader.channel.request('tokens', { model: model(true), range, ranks: false });
    });
    const before = await trainer.channel.request('proceed', {});
    const seconds = (await timed(() => setTimeout(1000 * SECONDS))) / 1000;
    watching.dispose();
    const { iteration } = await trainer.channel.request('pause', undefined);
    return (iteration - before.iteration) / seconds;
  };
  await lap(true);
  const rates = { with: [] as number[], without: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.without.push(await lap(false));
    rates.with.push(await lap(true));
  }
  const slower = 1 - median(rates.with) / median(rates.without);
  console.log(
    `training beside a live heatmap: ${(100 * slower).toFixed(1)}% slower, ${Math.round(25 * median(rates.with))} instead of ${Math.round(25 * median(rates.without))} characters/s (to stay under 3%)`,
  );
  await Promise.all([reader.terminate(), trainer.terminate()]);
}

void main().finally(() => rmSync(folder, { recursive: true }));
