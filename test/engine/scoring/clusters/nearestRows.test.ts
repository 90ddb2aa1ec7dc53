import assert from 'node:assert/strict';
import { nearestRows, rowsNearOwnClass } from '../../../../src/engine/scoring/clusters/nearestRows';

describe('the nearest vectors', () => {
  const nearest = nearestRows({ vectors: Float32Array.of(0, 0, 3, 4, 0, 1, 9, 9), size: 2 });

  it('are those at the smallest Euclidean distance', () => {
    const found = nearest.map(({ row, distance }) => [row, Number(distance.toFixed(6))]);
    const expected = [Math.SQRT1_2 * Math.SQRT2, Math.sqrt(18), 1, Math.sqrt(61)];
    assert.deepEqual(
      found,
      [2, 2, 0, 1].map((row, i) => [row, Number(expected[i].toFixed(6))]),
    );
  });

  it('share a class if they have one in common', () => {
    const classes = ['noun verb', 'verb', 'noun', 'noun'].map(each => new Set(each.split(' ')));
    assert.deepEqual(rowsNearOwnClass(nearest, classes), [0, 2]);
  });

  it('are none for a single vector', () => {
    const alone = nearestRows({ vectors: Float32Array.of(1), size: 1 });
    assert.equal(alone[0].row, -1);
    assert.deepEqual(rowsNearOwnClass(alone, [new Set(['noun'])]), []);
  });
});
