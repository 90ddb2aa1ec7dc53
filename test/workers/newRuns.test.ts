import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NewRuns } from '../../src/extension/runs/newRuns';

const [A, B] = ['20260101T000000-aaaaaaaa', '20260101T000001-bbbbbbbb'];

describe('the search for new runs', () => {
  let folder: string;
  const known = new Set<string>();
  const look = (runs: NewRuns) => runs.look({ has: id => known.has(id), ids: [...known] });
  const make = (id: string, ...files: string[]) => {
    mkdirSync(join(folder, id), { recursive: true });
    for (const file of files) writeFileSync(join(folder, id, file), '{}');
  };
  /** Sets the modification time of the folder to a time long ago. */
  const settle = () => utimesSync(folder, 1e9, 1e9);

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'elman-new-')), 'runs');
    known.clear();
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  it('finds a run in a folder that did not exist before', async () => {
    const runs = new NewRuns(folder);
    assert.deepEqual(await look(runs), []);
    make(A, 'run.json');
    assert.deepEqual(await look(runs), [A]);
    known.add(A);
    assert.deepEqual(await look(runs), []);
  });

  it('finds a run as soon as it has a record, although its folder is older', async () => {
    const runs = new NewRuns(folder);
    make(A, 'run.json');
    make(B, 'model.json');
    settle();
    known.add(A);
    assert.deepEqual(await look(runs), []);
    make(B, 'run.json');
    settle();
    assert.deepEqual(await look(runs), [B]);
  });

  it('notices a removed run, and ignores other folders', async () => {
    make(A, 'run.json');
    make('texts', 'run.json');
    make('trash', 'run.json');
    known.add(A).add(B);
    assert.deepEqual(await look(new NewRuns(folder)), [B]);
  });
});
