import assert from 'node:assert/strict';
import { CacheModel } from '../../../../src/engine/families/mixture/cache';
import { train } from '../ngram/support/train';

describe('a cache', () => {
  const { vocabulary } = train('a b c\n', 1).smoothed;
  const [a, b, c] = ['a', 'b', 'c'].map(symbol => vocabulary.id(symbol));
  const readAfter = (ids: number[], options: { size: number; decay: number }) => {
    const model = new CacheModel(vocabulary, options);
    let state = model.start();
    let logProbs: Float64Array = new Float64Array();
    for (const id of ids) ({ state, logProbs } = model.step(state, id));
    return [a, b, c].map(id => Math.exp(logProbs[id]));
  };

  it('gives recent tokens the shares that they had in it', () => {
    assert.deepEqual(readAfter([a, b, a, a], { size: 100, decay: 1 }), [0.75, 0.25, 0]);
  });

  it('forgets tokens beyond its size at once, and others gradually', () => {
    assert.deepEqual(readAfter([c, c, a, b], { size: 2, decay: 1 }), [0.5, 0.5, 0]);
    const total = 1 + 0.5 + 0.25;
    const expected = [0.5 / total, 1 / total, 0.25 / total];
    for (const [i, p] of readAfter([c, a, b], { size: 100, decay: 0.5 }).entries()) {
      assert.ok(Math.abs(p - expected[i]) < 1e-12);
    }
  });
});
