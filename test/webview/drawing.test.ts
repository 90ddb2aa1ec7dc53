import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decimate, rowsBetween } from '../../webview/decimate';
import { Numbers } from '../../webview/format';
import { smooth } from '../../webview/smooth';
import { Table } from '../../webview/table';
import { Texts } from '../../webview/texts';

// Without -0, which no chart tells from 0.
const values = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map(value => value + 0) },
    { weight: 1, arbitrary: fc.constant(Number.NaN) },
  ),
  { minLength: 1, maxLength: 300 },
);
const present = (list: readonly (number | null)[]) => list.filter(value => value !== null);

describe('decimation', () => {
  it('draws few points, whose extremes are those of every bucket', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 40 }), (list, buckets) => {
        const x = Float64Array.from(list, (_, i) => i);
        const [xs, ys] = decimate(x, [Float64Array.from(list)], buckets);
        assert.equal(xs.length, ys.length);
        assert.ok(xs.length <= 2 * buckets);
        const size = Math.ceil(list.length / buckets);
        if (size <= 2) {
          assert.deepEqual(xs, Array.from(x));
          return;
        }
        for (let b = 0; b * size < list.length; b++) {
          const known = list.slice(b * size, (b + 1) * size).filter(value => !Number.isNaN(value));
          const drawn = present(ys.slice(2 * b, 2 * b + 2));
          assert.equal(drawn.length, known.length > 0 ? 2 : 0);
          assert.equal(Math.min(...drawn), Math.min(...known));
          assert.equal(Math.max(...drawn), Math.max(...known));
        }
      }),
    );
  });

  it('never lets x fall, and spans all of it', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 40 }), (list, buckets) => {
        const x = Float64Array.from(list, (_, i) => 10 * i);
        const [xs] = decimate(x, [], buckets);
        assert.ok(xs.every((value, i) => i === 0 || value >= xs[i - 1]));
        assert.equal(xs[0], x[0]);
        assert.equal(xs[xs.length - 1], x[x.length - 1]);
      }),
    );
  });

  it('cuts out the rows in sight and one on either side', () => {
    const x = Float64Array.of(0, 10, 20, 30, 40, 50);
    assert.deepEqual(rowsBetween(x, 15, 35), [1, 6]);
    assert.deepEqual(rowsBetween(x, -5, 99), [0, 6]);
    assert.deepEqual(rowsBetween(x, 21, 22), [2, 5]);
    assert.deepEqual(rowsBetween(new Float64Array(), 0, 1), [0, 0]);
  });
});

describe('smoothing', () => {
  it('leaves a constant as it is from the first value on, and passes over gaps', () => {
    const smoothed = smooth(Float64Array.of(Number.NaN, 3, Number.NaN, 3, 3), 0.9);
    assert.ok(Number.isNaN(smoothed[0]));
    for (const value of smoothed.subarray(1)) assert.ok(Math.abs(value - 3) < 1e-12);
  });

  it('weighs the past by its share', () => {
    const smoothed = smooth(Float64Array.of(1, 2), 0.5);
    assert.ok(Math.abs(smoothed[1] - (0.25 * 1 + 0.5 * 2) / 0.75) < 1e-12);
  });
});

describe('the table of metrics', () => {
  it('fills columns that come or go with gaps', () => {
    const table = new Table();
    table.append({ columns: ['iteration', 'old'], values: Float64Array.of(0, 5) });
    table.append({ columns: ['new', 'iteration'], values: Float64Array.of(7, 1) });
    assert.deepEqual(Array.from(table.column('old')), [5, Number.NaN]);
    assert.deepEqual(Array.from(table.column('new')), [Number.NaN, 7]);
    assert.equal(table.last('absent'), Number.NaN);
    assert.equal(table.column('absent').length, 0);
  });

  it('rewinds inside one block, where the host has joined two', () => {
    const table = new Table();
    table.append({
      columns: ['iteration', 'loss'],
      values: Float64Array.of(0, 9, 10, 8, 20, 7, 10, 6, 20, 5),
    });
    assert.deepEqual(Array.from(table.column('iteration')), [0, 10, 20]);
    assert.deepEqual(Array.from(table.column('loss')), [9, 6, 5]);
  });
});

describe('numbers and texts', () => {
  it('are those of the language', () => {
    const english = new Numbers(() => 'en');
    const japanese = new Numbers(() => 'ja');
    assert.equal(english.short(12_000), '12K');
    assert.equal(japanese.short(12_000), '1.2万');
    assert.equal(english.whole(12_345.4), '12,345');
    assert.equal(english.short(0.0001), '1e-4');
    assert.equal(english.precise(Number.NaN), '–');
    assert.equal(english.duration(3_723_000), '1:02:03');
    assert.equal(english.duration(59_600), '1:00');
  });

  it('fill their places in any order, and fall back to English', () => {
    const texts = new Texts();
    texts.use({ '{0} of {1}': '{1} のうち {0}' }, 'ja');
    assert.equal(texts.t('{0} of {1}', 1, 2), '2 のうち 1');
    assert.equal(texts.t('{0} left', '{1}'), '{1} left');
  });
});
