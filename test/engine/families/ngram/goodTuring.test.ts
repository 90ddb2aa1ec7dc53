import assert from 'node:assert/strict';
import { goodTuring } from '../../../../src/engine/families/ngram/smoothing/goodTuring';

/** Fits the method to counts of counts. `counts[0]` is n_1, the number of n-grams that occur once. */
const fitOf = (counts: readonly number[], goodTuringMaximum: number) =>
  goodTuring.fit(r => counts[r - 1] ?? 0, 2, { goodTuringMaximum, added: 1, discount: 0, V: 10 });

/**
 * Returns the discount d_r of Katz (1987), equation 15, as printed: d_r = (r* / r - (k+1) n_(k+1) / n_1) / (1
 * - (k+1) n_(k+1) / n_1).
 */
function katz(n: readonly number[], r: number, k: number): number {
  const star = ((r + 1) * n[r]) / n[r - 1];
  const beyond = ((k + 1) * n[k]) / n[0];
  return (star / r - beyond) / (1 - beyond);
}

describe('Good-Turing', () => {
  const n = [1000, 300, 140, 80, 50];

  it('discounts counts up to k as Katz does, and keeps larger counts', () => {
    for (const k of [2, 3, 4]) {
      const { share, parameters, isFallback } = fitOf(n, k);
      assert.equal(isFallback, false);
      assert.deepEqual(
        Object.keys(parameters),
        Array.from({ length: k }, (_, i) => `d${i + 1}`),
      );
      for (let r = 1; r <= k; r++) {
        assert.ok(Math.abs(share(r, 50, 9) - (katz(n, r, k) * r) / 50) < 1e-12, `d${r} for k = ${k}`);
      }
      assert.equal(share(k + 1, 50, 9), (k + 1) / 50);
    }
  });

  it('takes n_1 from the counts in all, and gives it to unseen n-grams', () => {
    const k = 3;
    const { share } = fitOf(n, k);
    let taken = 0;
    for (let r = 1; r <= k; r++) taken += n[r - 1] * (r - share(r, 1, 1));
    assert.ok(Math.abs(taken - n[0]) < 1e-9, `${taken}`);
  });

  it('uses the largest k that the counts allow, which may be 0', () => {
    const rough = [1000, 300, 140, 0, 50];
    const { parameters, isFallback } = fitOf(rough, 4);
    assert.deepEqual([Object.keys(parameters), isFallback], [['d1', 'd2'], true]);
    const none = fitOf([10, 30], 4);
    assert.deepEqual([none.parameters, none.isFallback, none.share(1, 4, 2)], [{}, true, 0.25]);
    assert.equal(fitOf(n, 0).isFallback, false);
  });
});
