// `npm run bench -- --listing` measures how long it takes to list 10,000 stored runs.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunStore } from '../../src/engine/storage/runs/runStore';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { record } from '../webview/preview/run';
import { experimentTimes } from './lib/experimentListing';

/** Milliseconds that it takes to list stored runs. */
interface ListingTimes {
  /** Time to list the newest hundred runs, which the extension shows first. */
  readonly first: number;
  /** Time to list all runs without an index, and to write the index. */
  readonly without: number;
  /** Time to list all runs in a new process that reads the index. Median of five measurements. */
  readonly withIndex: number;
}

export async function printListing(runs: number): Promise<void> {
  const { first, without, withIndex } = await listingTimes(runs);
  const print = (what: string, milliseconds: number) => console.log(`${what}: ${milliseconds.toFixed(0)} ms`);
  console.log(`${runs.toLocaleString('en')} stored runs:`);
  print('  the newest 100, which are shown first', first);
  print('  all, without the index', without);
  print('  all, with the index (goal: 1000)', withIndex);
  const { listed, written, opened } = await experimentTimes(runs, settle);
  console.log(`an experiment with ${runs.toLocaleString('en')} finished runs:`);
  print('  its list, elman experiment --list (goal: 1000)', listed);
  print('  its table, elman experiment --results (goal: 2000)', written);
  print('  its figures, which the page shows when it opens (goal: 2000)', opened);
}

async function listingTimes(runs: number): Promise<ListingTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'elman-listing-'));
  try {
    for (let n = 0; n < runs; n++) {
      const { live, ...run } = record({ id: `20260101T000000-${n}`, name: `run ${n}`, state: 'done' });
      const path = join(folder, run.id, 'run.json');
      mkdirSync(join(folder, run.id));
      writeFileSync(path, JSON.stringify(run));
      utimesSync(path, 1.7e9, 1.7e9);
    }
    await settle();
    const time = async (list: (store: RunStore) => Promise<unknown[]>, expected: number) => {
      const store = new RunStore(new NodeFileSystem(folder));
      const start = performance.now();
      const listed = await list(store);
      const taken = performance.now() - start;
      if (listed.length !== expected) throw new Error(`${listed.length} of ${expected} runs were listed`);
      return taken;
    };
    const first = await time(store => store.records.newest(100), Math.min(runs, 100));
    const without = await time(store => store.records.list(), runs);
    const times: number[] = [];
    for (let round = 0; round < 5; round++) times.push(await time(store => store.records.list(), runs));
    return { first, without, withIndex: times.sort((a, b) => a - b)[2] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Milliseconds after which a changed file has a reliable time stamp. Only then can the index contain the
 * file.
 */
const SETTLED_AFTER = 5000;

const settle = () => new Promise<void>(resolve => setTimeout(resolve, SETTLED_AFTER));
