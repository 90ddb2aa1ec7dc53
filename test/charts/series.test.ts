import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CurveData } from '../../src/charts/plot/content';
import { AxisScale } from '../../src/charts/plot/scale';
import { Table } from '../../src/charts/runs/table';
import { MeanData } from '../../src/charts/series/meanData';
import { reduce } from '../../src/charts/series/reduce';
import { firstAbove, firstAtLeast, rowsBetween } from '../../src/charts/series/search';
import { Series } from '../../src/charts/series/series';

// Adding 0 turns -0 into 0.
const number = fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map(value => value + 0);
const value = fc.oneof({ weight: 9, arbitrary: number }, { weight: 2, arbitrary: fc.constant(Number.NaN) });
const values = fc.array(value, { minLength: 1, maxLength: 300 });
const known = (list: readonly number[]) => list.filter(v => !Number.isNaN(v));

function tableOf(losses: readonly number[], from = 0): Table {
  const table = new Table();
  table.append({
    columns: ['iteration', 'loss'],
    values: Float64Array.from(losses.flatMap((loss, i) => [from + i, loss])),
  });
  return table;
}

function seriesOf(table: Table, smoothing = 0, columns = ['loss']): Series {
  const series = new Series(table, { x: 'iteration', columns, smoothing });
  series.update();
  return series;
}

const pairs = (points: readonly number[]) =>
  Array.from({ length: points.length / 2 }, (_, i) => [points[2 * i], points[2 * i + 1]]);

describe('a series', () => {
  it('knows the minimum and maximum of any rows, however it grew', () => {
    fc.assert(
      fc.property(values, fc.nat(300), fc.nat(300), fc.nat(300), (list, grown, a, b) => {
        const table = tableOf(list.slice(0, grown));
        const series = seriesOf(table);
        for (const [i, loss] of list.slice(grown).entries()) {
          table.append({ columns: ['iteration', 'loss'], values: Float64Array.of(grown + i, loss) });
          if (i % 7 === 0) series.update();
        }
        series.update();
        const [from, to] = [Math.min(a, b, list.length), Math.min(Math.max(a, b), list.length)];
        const { low, high, lowRow, highRow } = series.extremesBetween(from, to);
        const within = known(list.slice(from, to));
        if (within.length === 0) assert.deepEqual([lowRow, highRow], [-1, -1]);
        else {
          assert.deepEqual([low, high], [Math.min(...within), Math.max(...within)]);
          assert.deepEqual([series.y[lowRow], series.y[highRow]], [low, high]);
          assert.ok(lowRow >= from && highRow < to);
        }
      }),
    );
  });

  it('is smoothed the same whether rows arrive together or later, and skips gaps', () => {
    const list = [Number.NaN, 3, Number.NaN, 5, 7, 2];
    const table = tableOf(list.slice(0, 3));
    const grown = seriesOf(table, 0.9);
    table.append({ columns: ['iteration', 'loss'], values: Float64Array.of(3, 5, 4, 7, 5, 2) });
    grown.update();
    assert.deepEqual(grown.y, seriesOf(tableOf(list), 0.9).y);
    assert.ok(Number.isNaN(grown.y[0]) && Number.isNaN(grown.y[2]));
    // The average of equal values is not biased towards zero at the start.
    assert.ok(Math.abs(grown.y[1] - 3) < 1e-12);
    const two = seriesOf(tableOf([1, 2]), 0.5).y;
    assert.ok(Math.abs(two[1] - (0.25 * 1 + 0.5 * 2) / 0.75) < 1e-12);
  });

  it('starts again when rows were removed', () => {
    const table = tableOf([9, 8, 7, 6]);
    const series = seriesOf(table, 0.5);
    table.append({ columns: ['iteration', 'loss'], values: Float64Array.of(2, 1) });
    series.update();
    assert.deepEqual(series.y, seriesOf(tableOf([9, 8, 1]), 0.5).y);
  });

  it('of several columns is the norm of these columns', () => {
    const table = new Table();
    const rows = Float64Array.of(0, 3, 4, 1, Number.NaN, 1, 2, 6, 8);
    table.append({ columns: ['iteration', 'a', 'b'], values: rows });
    assert.deepEqual(Array.from(seriesOf(table, 0, ['a', 'b']).y), [5, Number.NaN, 10]);
  });

  it('never decreases along x if rows have no value', () => {
    const table = new Table();
    table.append({
      columns: ['iteration', 'tokens', 'loss'],
      values: Float64Array.of(0, 5, 1, 1, Number.NaN, 2),
    });
    const series = new Series(table, { x: 'tokens', columns: ['loss'], smoothing: 0 });
    series.update();
    assert.deepEqual(Array.from(series.x), [5, 5]);
    assert.equal(series.rowAt(5), 1);
    assert.equal(series.rowAt(4), -1);
  });
});

describe('the points that are drawn of a series', () => {
  it('are few, include the visible minima and maxima, and never go back in x', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 60 }), fc.boolean(), (list, pixels, logarithmic) => {
        const from = 1;
        const series = seriesOf(tableOf(list, from));
        const range = { min: from, max: from + list.length };
        const points = pairs(reduce(series, new AxisScale(range, 0, pixels, logarithmic)));
        assert.ok(points.length <= 2 * (pixels + 2));
        const drawn = points.map(([, y]) => y);
        const present = known(list);
        assert.equal(Math.min(...drawn), Math.min(...present));
        assert.equal(Math.max(...drawn), Math.max(...present));
        for (const [i, [x, y]] of points.entries()) {
          assert.equal(y, list[x - from]);
          assert.ok(i === 0 || x > points[i - 1][0]);
        }
      }),
    );
  });

  it('lead to the next measurements outside the visible part of a sparse series', () => {
    const none = Number.NaN;
    const series = seriesOf(tableOf([1, none, none, none, 5, none, none, none, 9]));
    const points = pairs(reduce(series, new AxisScale({ min: 2, max: 6 }, 0, 100, false)));
    assert.deepEqual(points, [
      [0, 1],
      [4, 5],
      [8, 9],
    ]);
  });

  it('leave out values without a logarithm', () => {
    const series = seriesOf(tableOf([1, 2, 3]));
    const points = pairs(reduce(series, new AxisScale({ min: 1, max: 2 }, 0, 100, true)));
    assert.deepEqual(points, [
      [1, 2],
      [2, 3],
    ]);
  });
});

describe('searching rows', () => {
  const x = Float64Array.of(0, 10, 20, 30, 40, 50);

  it('finds the visible rows and one more on either side', () => {
    assert.deepEqual(rowsBetween(x, 15, 35), [1, 6]);
    assert.deepEqual(rowsBetween(x, -5, 99), [0, 6]);
    assert.deepEqual(rowsBetween(x, 21, 22), [2, 5]);
    assert.deepEqual(rowsBetween(new Float64Array(), 0, 1), [0, 0]);
  });

  it('distinguishes equal from greater', () => {
    assert.equal(firstAtLeast(x, 20), 2);
    assert.equal(firstAbove(x, 20), 3);
    assert.equal(firstAtLeast(x, 20, 4), 4);
  });
});

describe('values that are not finite', () => {
  const scale = new AxisScale({ min: 0, max: 9 }, 0, 900, false);

  it('leave a gap in a smoothed curve, which continues after it as if they were not there', () => {
    for (const gap of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const [whole, holed] = [
        [4, 2, 6, 3],
        [4, 2, gap, 6, 3],
      ].map(list => [...seriesOf(tableOf(list), 0.9).y]);
      assert.ok(Number.isNaN(holed[2]), `${gap}`);
      assert.deepEqual(
        holed.filter((_, row) => row !== 2),
        whole,
      );
    }
  });

  it('are left out of the mean of several curves, and of its band', () => {
    const flat = (value: number): CurveData => ({
      extent: () => ({ min: 0, max: 9 }),
      points: () => [0, value, 9, value],
      at: () => value,
    });
    for (const gap of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const data = new MeanData([flat(2), flat(gap), flat(4)]);
      assert.equal(data.at(5), 3);
      assert.ok(pairs(data.points(scale)).every(([, y]) => y === 3));
      assert.deepEqual(data.band(scale).slice(1, 3), [2, 4]);
    }
    assert.deepEqual(new MeanData([flat(Number.POSITIVE_INFINITY)]).points(scale), []);
  });

  it('break a curve that is measured in every row, and no other curve', () => {
    const table = tableOf([1, 2, Number.NaN, 3, Number.POSITIVE_INFINITY, 4, 5]);
    const breaks = (gaps: boolean) => {
      const series = new Series(table, { x: 'iteration', columns: ['loss'], smoothing: 0, gaps });
      series.update();
      return pairs(series.points(scale)).map(([, y]) => Number.isFinite(y));
    };
    const runs = breaks(true)
      .map(isShown => (isShown ? '-' : ' '))
      .join('')
      .split(/ +/);
    assert.deepEqual(
      runs.map(({ length }) => length),
      [2, 1, 2],
    );
    // A row without a value lies between the values.
    assert.equal(breaks(false)[2], true);
  });
});
