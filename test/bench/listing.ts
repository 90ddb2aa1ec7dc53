import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunStore } from '../../src/engine/store/runs/runStore';
import { NodeFileSystem } from '../../src/hosts/nodeFileSystem';
import { record } from '../webview/preview/run';

/** Milliseconds in which a store tells its list of so many runs, the median of five times. */
export async function listingTime(runs: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'elman-listing-'));
  try {
    for (let n = 0; n < runs; n++) {
      const { live, ...run } = record({ id: `20260101T000000-${n}`, name: `run ${n}`, state: 'done' });
      mkdirSync(join(folder, run.id));
      writeFileSync(join(folder, run.id, 'run.json'), JSON.stringify(run));
    }
    const store = new RunStore(new NodeFileSystem(folder));
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const start = performance.now();
      const listed = await store.list();
      times.push(performance.now() - start);
      if (listed.length !== runs) throw new Error(`${listed.length} of ${runs} runs were listed`);
    }
    return times.sort((a, b) => a - b)[2];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
