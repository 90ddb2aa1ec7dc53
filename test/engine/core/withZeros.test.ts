import assert from 'node:assert/strict';
import { withZeros } from '../../../src/engine/core/withZeros';

describe('arrays that are 0 for a moment', () => {
  it('have their values again afterwards, also after an error', () => {
    const [one, other] = [Float32Array.of(1, 2), Float64Array.of(3)];
    const views = [() => one, () => other];
    const seen = withZeros(views, () => [...one, ...other]);
    assert.deepEqual(seen, [0, 0, 0]);
    assert.deepEqual([...one, ...other], [1, 2, 3]);
    assert.throws(
      () =>
        withZeros(views, () => {
          throw new Error('at work');
        }),
      /at work/,
    );
    assert.deepEqual([...one, ...other], [1, 2, 3]);
  });

  it('may have moved meanwhile', () => {
    let array = Float32Array.of(4, 5);
    const before = array;
    withZeros([() => array], () => {
      array = new Float32Array(2);
    });
    assert.deepEqual([...array], [4, 5]);
    assert.deepEqual([...before], [0, 0]);
  });
});
