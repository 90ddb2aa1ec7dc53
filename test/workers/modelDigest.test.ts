import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { modelDigest } from '../../src/workers/reader/modelDigest';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const weights = (seed: number, length: number) =>
  Uint8Array.from({ length }, (_, i) => (Math.imul(i + seed, 2_654_435_761) >>> 13) & 255);

describe('the digest of a model', () => {
  for (const length of [0, 1, 4096, 3_000_001])
    it(`is that of the file, which is read only when somebody asks: ${length} bytes`, async () => {
      let reads = 0;
      const file = weights(1, length);
      const digest = modelDigest(file, async () => {
        reads++;
        return file.slice();
      });
      assert.equal(reads, 0);
      assert.equal(await digest(), sha256(file));
      assert.equal(reads, 1);
    });

  it('is unknown if the file was replaced, even by one of the same size, or deleted', async () => {
    const opened = weights(1, 3_000_000);
    for (const other of [weights(2, 3_000_000), weights(1, 3_000_001), new Uint8Array()])
      assert.equal(await modelDigest(opened, async () => other)(), undefined);
    assert.equal(await modelDigest(opened, () => Promise.reject(new Error('no such file')))(), undefined);
  });
});
