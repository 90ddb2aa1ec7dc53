import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changedOutside } from '../../src/extension/runs/outsideChanges';
import type { RunRecord, RunState } from '../../src/protocol/run';
import { record } from '../webview/preview/run';

describe('runs that other machines train in a shared folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'elman-outside-'));
  after(() => rmSync(folder, { recursive: true }));

  /** Stores a run, and returns how this window knows it. */
  function run(id: string, stored: Partial<RunRecord>, state: RunState, iteration = 10): RunRecord {
    const known = { ...record({ id, name: id, state }), iteration };
    mkdirSync(join(folder, id), { recursive: true });
    writeFileSync(join(folder, id, 'run.json'), JSON.stringify({ ...known, ...stored }));
    return known;
  }

  it('are noticed without events, by their records', async () => {
    const runs = [
      run('run-further', { state: 'running', iteration: 20 }, 'interrupted'),
      run('run-done', { state: 'done' }, 'paused'),
      run('run-dead', { state: 'running' }, 'interrupted'),
      run('run-paused', {}, 'paused'),
      run('run-ended', { iteration: 20 }, 'done'),
    ];
    const removed = { ...record({ id: 'run-gone', name: 'gone', state: 'paused' }), iteration: 10 };
    assert.deepEqual(await changedOutside(folder, [...runs, removed]), ['run-further', 'run-done']);
  });

  it('are read up to a hundred at a time, the newest', async () => {
    const runs = Array.from({ length: 120 }, (_, n) => run(`run-${n}`, { iteration: 20 }, 'paused'));
    assert.deepEqual(
      await changedOutside(folder, runs),
      runs.slice(0, 100).map(({ id }) => id),
    );
  });
});
