import assert from 'node:assert/strict';
import { lastKnown, nextKnown, valuesOf } from '../../webview/charts/lines';
import { columnsOf, reachOf } from '../../webview/flow';
import { validationFigures } from '../../webview/model';
import { Texts } from '../../webview/texts';
import { normGroups } from '../../webview/views/norms';
import { networks } from './preview/run';

const close = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-9, `${a} and ${b}`);

describe('lines', () => {
  const table: Record<string, number[]> = { a: [3, Number.NaN, 6], b: [4, 1, 8] };
  const source = { column: (name: string) => Float64Array.from(table[name] ?? []) };

  it('of several columns are the norm of what these are norms of', () => {
    const values = valuesOf(source, { columns: ['a', 'b'], label: '', color: 0 }, 0);
    assert.deepEqual(Array.from(values), [5, Number.NaN, 10]);
  });

  it('know their values on either side of a gap', () => {
    const values = Float64Array.of(Number.NaN, 1, Number.NaN, Number.NaN, 2, Number.NaN);
    assert.equal(lastKnown(values), 4);
    assert.equal(lastKnown(values, 4), 1);
    assert.equal(lastKnown(values, 1), -1);
    assert.equal(nextKnown(values, 2), 4);
    assert.equal(nextKnown(values, 5), 6);
  });
});

describe('gradient norms', () => {
  const columns = (parameters: readonly string[]) => [
    'iteration',
    'norm',
    ...parameters.map(name => `norm.${name}`),
  ];

  it('of one layer are drawn each for itself, with nothing to choose', () => {
    const groups = normGroups(columns(networks.elman.parameters), new Texts());
    assert.equal(groups.length, 1);
    assert.deepEqual(
      groups[0].lines.map(({ label }) => label),
      ['all', 'Wxh', 'Whh', 'bh', 'Why', 'by'],
    );
  });

  it('of a stack are drawn by layer, and every parameter has its place in one of the parts', () => {
    const { parameters } = networks.gru;
    const [layers, ...parts] = normGroups(columns(parameters), new Texts());
    assert.deepEqual(
      layers.lines.map(({ label }) => label),
      ['all', 'Layer 1', 'Layer 2', 'Layer 3', 'Embedding', 'Output'],
    );
    const drawn = layers.lines.slice(1).flatMap(line => line.columns);
    assert.deepEqual(drawn.toSorted(), parameters.map(name => `norm.${name}`).toSorted());
    const second = parts.find(({ key }) => key === '2');
    assert.deepEqual(
      second?.lines.map(({ label }) => label),
      ['all', 'Wxh_l1', 'Whh_l1', 'bhh_l1', 'bh_l1'],
    );
    for (const { lines } of [layers, ...parts]) {
      assert.equal(new Set(lines.map(({ color }) => color)).size, lines.length);
    }
  });
});

describe('gradient flow', () => {
  const falling = (share: number) => Array.from({ length: 11 }, (_, k) => 2 * share ** k);

  it('is told by the layer that keeps most of it', () => {
    assert.equal(reachOf([falling(0.1), falling(0.5)]).kind, 'vanishes');
    assert.equal(reachOf([falling(0.1), falling(0.9)]).kind, 'reaches');
    assert.equal(reachOf([falling(0.1), falling(2)]).kind, 'explodes');
    assert.equal(reachOf([[2, 0, 0]]).kind, 'none');
    const { lag, share } = reachOf([falling(0.9)]);
    assert.equal(lag, 10);
    close(share, 0.9 ** 10);
  });

  it('has no points where there is nothing, for a logarithm', () => {
    const columns = columnsOf([[2, 0.5, 0]]);
    assert.deepEqual(Array.from(columns.column('lag')), [0, 1, 2]);
    assert.deepEqual(Array.from(columns.column('layer.0')), [2, 0.5, Number.NaN]);
  });
});

describe('a validation', () => {
  it('has its standard error in every measure', () => {
    const { perplexity, bits } = validationFigures({ iteration: 1, loss: Math.log(8), error: 0.01 });
    close(perplexity.value, 8);
    close(perplexity.error ?? 0, 0.08);
    close(bits.value, 3);
    close(bits.error ?? 0, 0.01 / Math.LN2);
    assert.equal(validationFigures({ iteration: 1, loss: 2 }).bits.error, undefined);
  });
});
