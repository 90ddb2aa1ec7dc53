import assert from 'node:assert/strict';
import { addTransposed } from './reference/algebra';

describe('the errors that RNNLM propagates back', () => {
  /** Adds Wᵀ dy to dx for five rows: four that are added together, and one more. */
  const added = (cutoff: number) => {
    const dx = Float64Array.of(1, -1);
    const W = Float64Array.of(1, -1, 2, -2, 3, -3, 4, -4, 5, -5); // [5, 2]
    addTransposed(dx, W, Float64Array.of(1, 1, 1, 1, 2), { cutoff, sums: new Float64Array(2) });
    return dx;
  };

  it('are clipped at the cutoff, in both directions', () => {
    assert.deepEqual(added(15), Float64Array.of(15, -15));
    assert.deepEqual(added(100), Float64Array.of(21, -21));
  });

  it('are not clipped with a cutoff of 0', () => {
    assert.deepEqual(added(0), Float64Array.of(21, -21));
  });
});
