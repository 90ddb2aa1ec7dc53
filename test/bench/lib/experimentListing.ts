import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RunStore } from '../../../src/engine/storage/runs/runStore';
import type { ExperimentRun } from '../../../src/protocol/experiment';
import { experimentFigures } from '../../../src/workers/experimentResults';
import { planExperiment } from '../../../src/workers/experiments';
import { NodeFileSystem } from '../../../src/workers/nodeFileSystem';
import { record } from '../../webview/preview/run';

const SEEDS = 5;

/** Milliseconds that an experiment with thousands of finished runs takes. */
export interface ExperimentTimes {
  /** `elman experiment FILE --list`, with the start of the program. */
  readonly listed: number;
  /** `elman experiment FILE --results table.csv`, with the start of the program. */
  readonly written: number;
  /** What the page with the results waits for when it opens. */
  readonly opened: number;
}

/** Measures an experiment with this number of runs. `settle` waits until the files have settled. */
export async function experimentTimes(runs: number, settle: () => Promise<void>): Promise<ExperimentTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'elman-experiment-'));
  try {
    const source = JSON.stringify({
      ...{ version: 1, name: 'many', text: 'a.txt', settings: { 'training.maxIterations': 100 } },
      vary: { 'training.learningRate': { log: [0.01, 0.3], steps: runs / SEEDS / 10 }, 'model.hidden': TEN },
      seeds: SEEDS,
    });
    const text = {
      name: 'a.txt',
      uri: '',
      bytes: new TextEncoder().encode('to be or not to be '.repeat(20)),
    };
    writeFileSync(join(folder, 'e.elman.json'), source);
    writeFileSync(join(folder, 'a.txt'), text.bytes);
    const plan = await planExperiment(source, { texts: { 'a.txt': text } });
    for (const run of plan.runs) store(join(folder, 'runs'), run);
    await settle();
    const command = (...args: readonly string[]) => {
      const words = [resolve('dist/cli.mjs'), 'experiment', 'e.elman.json', '--runs', 'runs', ...args];
      const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, maxBuffer: 2 ** 28 });
      if (status !== 0) throw new Error(String(stderr));
    };
    const open = async () => {
      const { runs: planned } = await planExperiment(source, { texts: { 'a.txt': text } });
      const stored = new RunStore(new NodeFileSystem(join(folder, 'runs')));
      await experimentFigures(stored, { source, ids: planned.map(({ id }) => id) });
    };
    const listed = await timed(() => command('--list'));
    await timed(() => command('--results', 'table.csv')); // writes the index
    const written = await timed(() => command('--results', 'table.csv'));
    const rows = readFileSync(join(folder, 'table.csv'), 'utf8').match(/,done,/g)?.length;
    if (rows !== runs) throw new Error(`${rows} of ${runs} runs are in the table`);
    return { listed, written, opened: await timed(open) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const TEN = Array.from({ length: 10 }, (_, i) => i + 1);

function store(folder: string, { id, settings }: ExperimentRun): void {
  const { live, ...run } = record({ id, name: 'many', state: 'done' });
  const path = join(folder, id, 'run.json');
  mkdirSync(join(folder, id), { recursive: true });
  writeFileSync(path, JSON.stringify({ ...run, settings: { ...run.settings, ...settings } }, undefined, 2));
  utimesSync(path, 1.7e9, 1.7e9);
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
