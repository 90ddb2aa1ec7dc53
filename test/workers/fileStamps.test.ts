import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stampsOf } from '../../src/workers/fileStamps';

describe('the stamp of a file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'elman-stamps-'));
    file = join(folder, 'a');
    writeFileSync(file, 'one');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is missing where there is no file', async () => {
    assert.deepEqual(await stampsOf([join(folder, 'b')]), [undefined]);
    assert.deepEqual(await stampsOf([join(file, 'b')]), [undefined]);
  });

  it('is never the same for one that changed just now, even with its old time', async () => {
    const stamps = new Set<string | undefined>();
    for (const content of ['one', 'two', 'two']) {
      writeFileSync(file, content);
      utimesSync(file, 1e9, 1e9);
      stamps.add((await stampsOf([file]))[0]);
    }
    assert.equal(stamps.size, 3);
  });

  it('stays the same for unchanged files', async () => {
    // No process writes to this file, so its time stamp is old.
    const old = process.execPath;
    const [first, second] = [await stampsOf([old]), await stampsOf([old])];
    assert.deepEqual(first, second);
    assert.equal(typeof first[0], 'string');
  });

  it('is another one for a file that replaced it', async () => {
    const before = await stampsOf([file]);
    writeFileSync(join(folder, 'b'), readFileSync(file));
    renameSync(join(folder, 'b'), file);
    assert.notDeepEqual(await stampsOf([file]), before);
  });
});
