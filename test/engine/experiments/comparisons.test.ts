import assert from 'node:assert/strict';
import { deviation, intervalOf, mean } from '../../../src/common/statistics';
import { comparesLowestOnly, comparisonsOf } from '../../../src/engine/experiments/comparisons';
import { effectsOf } from '../../../src/engine/experiments/effects';
import type { ConditionResult } from '../../../src/engine/experiments/results';

function result(
  name: string,
  losses: readonly number[],
  values: ConditionResult['condition']['values'] = {},
  text = 't',
): ConditionResult {
  return {
    condition: { text, values },
    name,
    losses: new Map(losses.map((loss, i) => [i + 1, loss])),
    mean: mean(losses),
    deviation: deviation(losses),
    interval: intervalOf(losses),
    failed: 0,
    missing: 0,
  };
}

const near = (found: number | undefined, expected: number, tolerance = 1e-9) =>
  assert.ok(
    found !== undefined && Math.abs(found - expected) <= tolerance,
    `${found} instead of ${expected}`,
  );

describe('comparisons of conditions', () => {
  it('are paired by seed', () => {
    const [found] = comparisonsOf([result('a', [1, 5, 9]), result('b', [1.2, 5.1, 9.3])]);
    assert.deepEqual([found.lower.name, found.seeds, found.wins], ['a', 3, 3]);
    near(found.difference, 0.2);
    near(found.interval?.low, 0.2 - (4.3026527 * 0.1) / Math.sqrt(3), 1e-8);
    // The value of t is 2 sqrt(3), with two degrees of freedom.
    near(found.p, 0.0741799, 1e-6);
  });

  it('leave out seeds that only one condition has', () => {
    const other = {
      ...result('b', []),
      losses: new Map([
        [2, 4],
        [3, 6],
        [9, 0],
      ]),
    };
    const [{ seeds, difference, lower }] = comparisonsOf([result('a', [3, 3.5, 5]), other]);
    assert.deepEqual([lower.name, seeds], ['a', 2]);
    near(difference, 0.75);
  });

  it('name the lower one by the common seeds', () => {
    const some = {
      ...result('a', [1, 9]),
      losses: new Map([
        [1, 1],
        [2, 9],
      ]),
    };
    const other = { ...result('b', [8]), losses: new Map([[2, 8]]) };
    assert.equal(comparisonsOf([some, other])[0].lower.name, 'b');
  });

  it('are of the lowest condition only where there are more than eight, not where pairs share no seed', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => result(`c${i}`, [i, i]));
    assert.equal(comparesLowestOnly(many(8)), false);
    assert.equal(comparesLowestOnly(many(9)), true);
    assert.equal(
      comparesLowestOnly([
        ...many(5),
        ...many(5).map(each => ({ ...each, condition: { text: 'u', values: {} } })),
      ]),
      false,
    );
    const apart = [result('a', [1]), result('b', [2]), { ...result('c', []), losses: new Map([[9, 3]]) }];
    assert.equal(comparisonsOf(apart).length, 1);
    assert.equal(comparesLowestOnly(apart), false);
  });

  it('have no probability with one seed', () => {
    const [{ p, interval }] = comparisonsOf([result('a', [1]), result('b', [2])]);
    assert.deepEqual([p, interval], [undefined, undefined]);
  });

  it('correct probabilities by Holm’s procedure', () => {
    // For losses with round t values, three conditions have too few seeds, so the expected values are
    // computed by hand.
    const conditions = [
      result('a', [1, 1.1, 1.2]),
      result('b', [1.3, 1.5, 1.4]),
      result('c', [1.9, 2.3, 2.0]),
    ];
    const single = (i: number, j: number) => comparisonsOf([conditions[i], conditions[j]])[0].p ?? Number.NaN;
    const raw = [single(0, 1), single(0, 2), single(1, 2)];
    const [first, second, third] = [...raw].sort((a, b) => a - b);
    const corrected = comparisonsOf(conditions).map(({ p }) => p ?? Number.NaN);
    const expected = [3 * first, Math.max(3 * first, 2 * second), Math.max(3 * first, 2 * second, third)];
    for (const [i, p] of raw.entries()) near(corrected[i], expected[[first, second, third].indexOf(p)]);
  });

  it('are of conditions on the same text, and of the lowest with the others if there are many', () => {
    assert.equal(comparisonsOf([result('a', [1, 2], {}, 't'), result('b', [2, 3], {}, 'u')]).length, 0);
    const many = Array.from({ length: 9 }, (_, i) => result(`c${i}`, [i, i + 0.1 * (i % 3)]));
    const found = comparisonsOf(many);
    assert.equal(found.length, 8);
    assert.ok(found.every(({ lower }) => lower.name === 'c0'));
  });
});

describe('the effect of a setting', () => {
  const experiment = {
    name: 'n',
    texts: [{ name: 't', path: 't' }],
    settings: {},
    seeds: [1],
    parallel: 0,
    launch: { kind: 'local' } as const,
    phases: [],
  } as const;
  const measure = { metric: 'training.loss', at: 'last' } as const;
  const vary = { a: [0, 1], b: [0, 1] };

  it('is its share of the variance', () => {
    const losses = { '0 0': [1, 1.2], '0 1': [2, 2.2], '1 0': [1.1, 1.3], '1 1': [2.1, 2.3] };
    const results = Object.entries(losses).map(([cell, found]) => {
      const [a, b] = cell.split(' ').map(Number);
      return result(cell, found, { a, b });
    });
    const effects = effectsOf({ ...experiment, measure, vary, design: { kind: 'grid' } }, results);
    // Computes the sums of squares by hand: 8 * 0.5^2 = 2 for b, 8 * 0.05^2 = 0.02 for a, and 8 * 0.1^2 =
    // 0.08 for the seeds.
    assert.deepEqual(
      effects.map(({ setting }) => setting),
      ['b', 'a'],
    );
    near(effects[0].share, 2 / 2.1);
    near(effects[1].share, 0.02 / 2.1);
    near(effects[0].means[1].mean, 2.15);
  });

  it('is not given for one setting or equal losses', () => {
    const design = { kind: 'grid' } as const;
    const equal = [result('x', [1], { a: 0, b: 0 }), result('y', [1], { a: 1, b: 1 })];
    assert.deepEqual(effectsOf({ ...experiment, measure, vary, design }, equal), []);
    const one = { ...experiment, measure, vary: { a: [0, 1] }, design };
    assert.deepEqual(effectsOf(one, [result('x', [1], { a: 0 }), result('y', [2], { a: 1 })]), []);
  });
});
