import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { averageLinkage, linkageOf, rowsOf } from '../../../../src/engine/scoring/clusters/averageLinkage';

interface Fixture {
  readonly points: readonly (readonly number[])[];
  readonly linkage: readonly (readonly number[])[];
  readonly leaves: readonly number[];
}
const scipy: Fixture = JSON.parse(readFileSync('test/fixtures/scipy/clusters.json', 'utf8'));
const vectorsOf = (points: readonly (readonly number[])[]) => ({
  vectors: Float32Array.from(points.flat()),
  size: points[0]?.length ?? 1,
});

describe('average linkage', () => {
  const cluster = averageLinkage(vectorsOf(scipy.points));

  it("joins what scipy joins, at scipy's heights", () => {
    const steps = linkageOf(cluster);
    assert.equal(steps.length, scipy.linkage.length);
    for (const [i, [a, b, height, size]] of steps.entries()) {
      const [otherA, otherB, otherHeight, otherSize] = scipy.linkage[i];
      assert.deepEqual([a, b, size], [otherA, otherB, otherSize], `step ${i}`);
      assert.ok(Math.abs(height - otherHeight) < 1e-9 * otherHeight, `${height} for ${otherHeight}`);
    }
  });

  it('orders the leaves as scipy does', () => assert.deepEqual(rowsOf(cluster), scipy.leaves));

  it('of one vector is that vector', () => {
    const alone = averageLinkage(vectorsOf([[1, 2]]));
    assert.deepEqual([rowsOf(alone), linkageOf(alone)], [[0], []]);
  });

  it('joins equal vectors at height 0, a vector before a cluster', () => {
    const equal = averageLinkage(vectorsOf([[1], [5], [1], [1]]));
    const heights = linkageOf(equal).map(([, , height]) => height);
    assert.deepEqual(heights, [0, 0, 4]);
    assert.equal(rowsOf(equal)[0], 1);
  });

  it('refuses vectors that are not finite, and none at all', () => {
    assert.throws(() => averageLinkage(vectorsOf([[1], [Number.NaN]])), /not finite/);
    assert.throws(() => averageLinkage(vectorsOf([])), /no vectors/);
  });
});
