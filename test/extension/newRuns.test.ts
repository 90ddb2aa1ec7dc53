import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOOK_FOR_NEW_EVERY, NewRuns } from '../../src/extension/runs/newRuns';

describe('runs that other programs add to the runs folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'elman-new-runs-'));
  after(() => rmSync(folder, { recursive: true }));

  function add(name: string): void {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'run.json'), '{}');
  }

  it('are shown within two seconds, even without events', () => {
    assert.ok(LOOK_FOR_NEW_EVERY < 2000);
  });

  it('are found by ids that begin with a time, and by those that experiments give', async () => {
    const ids = ['20261129T160405-abcd1234', 'run-0123456789abcdef0123456789abcdef'];
    for (const name of [...ids, 'texts', 'trash', 'running']) add(name);
    const found = await new NewRuns(folder).look({ has: () => false, ids: [] });
    assert.deepEqual(found.sort(), ids);
  });

  it('are reported again when their folders are gone', async () => {
    const runs = new NewRuns(folder);
    const gone = 'run-ffffffffffffffffffffffffffffffff';
    assert.deepEqual(await runs.look({ has: () => true, ids: [gone] }), [gone]);
  });
});
