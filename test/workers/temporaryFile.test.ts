import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../src/protocol/userError';
import { TemporaryFile, temporaryFileNear, withTemporaryFiles } from '../../src/workers/temporaryFile';

describe('a temporary file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'elman-test-'));
  after(() => rmSync(folder, { recursive: true }));

  it('contains what was written, and has no name that could be left behind', () => {
    const file = new TemporaryFile(folder);
    file.write(Uint8Array.of(1, 2, 3));
    file.write(Uint8Array.of(4, 5));
    assert.deepEqual(readdirSync(folder), []);
    const bytes = new Uint8Array(3);
    file.read(1, bytes);
    assert.deepEqual([...bytes], [2, 3, 4]);
    // Appends the byte, whichever position was read last.
    file.write(Uint8Array.of(6));
    file.read(3, bytes);
    assert.deepEqual([...bytes], [4, 5, 6]);
    assert.throws(() => file.read(4, bytes), RangeError);
    file.close();
    assert.throws(() => file.read(0, bytes), /nothing was written/);
  });

  it('goes when what it was for fails', async () => {
    let file: TemporaryFile | undefined;
    const fail = async (newFile: () => TemporaryFile) => {
      file = newFile();
      file.write(Uint8Array.of(1));
      throw new Error('failed');
    };
    await assert.rejects(withTemporaryFiles(fail, folder), /failed/);
    assert.throws(() => file?.read(0, new Uint8Array(1)), /nothing was written/);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('is made above a folder that does not exist yet', () => {
    const file = temporaryFileNear(join(folder, 'runs', 'mine'));
    file.write(Uint8Array.of(7));
    const bytes = new Uint8Array(1);
    file.read(0, bytes);
    assert.deepEqual([...bytes], [7]);
    file.close();
    assert.deepEqual(readdirSync(folder), []);
  });

  it('says where there is no room for it', () => {
    const file = new TemporaryFile(join(folder, 'nowhere'));
    assert.throws(
      () => file.write(Uint8Array.of(1)),
      (error: unknown) => {
        return error instanceof UserError && /nowhere" \(ENOENT\)/.test(error.message);
      },
    );
  });
});
