import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { isWhole } from '../../src/engine/modelFiles/fileSample';
import { UserError } from '../../src/protocol/userError';
import { sampleLimits } from '../../src/workers/modelFiles/sampledFile';
import { sampleFile } from '../../src/workers/modelFiles/sampleFile';

const limits = { whole: 1000, begin: 100, pieces: 4, piece: 20 };

describe('the sample of a file', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'elman-sample-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  function file(name: string, bytes: Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  }
  const numbered = (length: number) => Uint8Array.from({ length }, (_, i) => (i + 1) % 251);

  it('is all of a small file', async () => {
    const { sample, size } = await sampleFile(file('a', numbered(1000)), limits);
    assert.deepEqual([size, isWhole(sample), sample.pieces.length], [1000, true, 0]);
    assert.deepEqual(sample.begin, numbered(1000));
  });

  it('is the beginning of a large file and pieces further on, of which the last is its end', async () => {
    const all = numbered(5000);
    const { sample } = await sampleFile(file('b', all), limits);
    assert.deepEqual([sample.begin.length, isWhole(sample), sample.size], [100, false, 5000]);
    assert.equal(sample.pieces.length, 4);
    for (const { at, bytes } of sample.pieces) assert.deepEqual(bytes, all.subarray(at, at + 20));
    assert.equal(sample.pieces[3].at, 4980);
  });

  it('of a file of 2 GB is bounded', async () => {
    const path = file('large', new Uint8Array(1));
    truncateSync(path, 2 ** 31);
    const { sample } = await sampleFile(path, sampleLimits);
    const read = sample.pieces.reduce((sum, { bytes }) => sum + bytes.length, sample.begin.length);
    assert.equal(read, 12 * 2 ** 20);
  });

  it('of a gzip file is unpacked, up to a limit', async () => {
    const small = await sampleFile(file('c.arpa.gz', gzipSync(numbered(900))), limits);
    assert.deepEqual([small.sample.name, small.isPacked, isWhole(small.sample)], ['c.arpa', true, true]);
    assert.deepEqual(new Uint8Array(small.sample.begin), numbered(900));
    const bomb = await sampleFile(file('d.gz', gzipSync(new Uint8Array(2 ** 24))), limits);
    assert.equal(isWhole(bomb.sample), false);
    assert.ok(bomb.sample.begin.length < 2 ** 17);
    const cut = file('e.gz', gzipSync(numbered(900)).subarray(0, 100));
    await assert.rejects(sampleFile(cut, limits), /could not be unpacked/);
  });

  it('is refused for a pipe to which nothing is written, without waiting', async function () {
    if (process.platform === 'win32') this.skip();
    const pipe = join(folder, 'pipe.arpa');
    execFileSync('mkfifo', [pipe]);
    await assert.rejects(sampleFile(pipe, limits), UserError);
  });

  it('is refused for folders and missing files', async () => {
    await assert.rejects(sampleFile(folder, limits), UserError);
    await assert.rejects(sampleFile(join(folder, 'missing'), limits), UserError);
  });
});
