import assert from 'node:assert/strict';
import { deviation, intervalOf, mean, valuesNeeded } from '../../src/common/statistics';
import { student, tailProbability } from '../../src/common/student';

describe('statistics of a sample', () => {
  const near = (found: number, expected: number, tolerance = 1e-6) =>
    assert.ok(Math.abs(found - expected) <= tolerance, `${found} instead of ${expected}`);

  it('use the quantiles of printed tables of Student’s t', () => {
    const printed = {
      1: 12.7062,
      4: 2.7764,
      8: 2.306,
      9: 2.2622,
      12: 2.1788,
      20: 2.086,
      30: 2.0423,
      120: 1.9799,
    };
    for (const [degrees, quantile] of Object.entries(printed)) near(student(Number(degrees)), quantile, 1e-4);
    assert.ok(Number.isNaN(student(0)));
  });

  it('use the probabilities of printed tables of Student’s t', () => {
    // Each row: t, degrees of freedom, and the probability outside the interval from -t to t.
    const printed = [
      [6.3138, 1, 0.1],
      [2.92, 2, 0.1],
      [4.5407, 3, 0.02],
      [4.6041, 4, 0.01],
      [2.015, 5, 0.1],
      [12.924, 3, 0.001],
      [2.8453, 20, 0.01],
      [1.6602, 100, 0.1],
    ];
    for (const [t, degrees, outside] of printed) near(tailProbability(t, degrees), outside, 1e-5);
    near(tailProbability(-2.015, 5), tailProbability(2.015, 5), 0);
    near(tailProbability(0, 7), 1);
    assert.ok(Number.isNaN(tailProbability(1, 0)));
  });

  it('use n - 1 degrees of freedom', () => {
    near(mean([1, 2, 6]), 3);
    near(deviation([1, 2, 6]), Math.sqrt(7));
    assert.ok(Number.isNaN(deviation([1])));
  });

  it('give an interval of t standard errors around the mean', () => {
    const { low, high } = intervalOf([1, 2, 6]) ?? assert.fail();
    const half = (4.3026527 * Math.sqrt(7)) / Math.sqrt(3);
    near(low, 3 - half);
    near(high, 3 + half);
    assert.equal(intervalOf([1]), undefined);
  });

  it('say how many values would show that its mean differs from 0', () => {
    const needed = valuesNeeded([1, 2, 6]) ?? assert.fail();
    const half = (n: number) => (student(n - 1) * Math.sqrt(7)) / Math.sqrt(n);
    assert.ok(half(needed) < 3 && half(needed - 1) >= 3, String(needed));
    assert.equal(valuesNeeded([1, -1, 0.0001]), undefined);
    assert.equal(valuesNeeded([1, 2]), undefined);
  });
});
