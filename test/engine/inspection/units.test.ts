import assert from 'node:assert/strict';
import { textProperty, tokenValue } from '../../../src/engine/inspection/properties';
import { UnitCorrelations } from '../../../src/engine/inspection/rankUnits';
import type { PropertyName } from '../../../src/protocol/unitRanking';
import { noise } from '../support/network';

/** Returns the property of each UTF-16 unit of a text, which is read in two pieces. */
function read(kind: PropertyName, text: string): string {
  const property = textProperty({ kind }, () => assert.fail());
  const half = text.length >> 1;
  return [...property.read(text.slice(0, half)), ...property.read(text.slice(half))].join('');
}

describe('properties of a text', () => {
  it('follow quotation marks and brackets, up to an empty line', () => {
    assert.equal(read('quotes', 'a "bc" d'), '00111000');
    assert.equal(read('quotes', 'あ「い『う』」え'), '01111100');
    assert.equal(read('quotes', '„a“ “b”'), '1100110');
    assert.equal(read('quotes', '"a\nb\n\nc'), '1111100');
    assert.equal(read('brackets', 'a(b[c]d)e)'), '0111111000');
    assert.equal(read('brackets', '（あ）[a)]'), '1101110');
  });

  it('follow positions, capitals, sentences and words', () => {
    assert.equal(read('position', 'ab\nc'), '1201');
    assert.equal(read('capitals', 'aBÉ'), '011');
    assert.equal(read('sentence', 'a." B。c'), '0111010');
    assert.equal(read('word', " don't 3a-b"), '01000001001');
  });

  it('belong to tokens', () => {
    const values = Float64Array.of(0, 1, 0);
    assert.deepEqual(
      [tokenValue(values, 'any', 0, 3), tokenValue(values, 'last', 0, 3), tokenValue(values, 'last', 2, 2)],
      [1, 0, 1],
    );
  });
});

describe('the ranking of units', () => {
  const parts = [
    { name: 'h', layer: 0, size: 2, kind: 'state' },
    { name: 'c', layer: 1, size: 2, kind: 'state' },
  ] as const;

  it('has the correlations of all units, also far from 0, and the level of chance', () => {
    const random = noise(3);
    const rows = Array.from({ length: 3000 }, () => {
      const property = Number(random() > 0);
      return { property, values: [random(), 1e6 + property + random(), 5, -2 * property] };
    });
    const correlations = new UnitCorrelations(parts);
    for (const {
      property,
      values: [a, b, c, d],
    } of rows)
      correlations.add(property, [Float64Array.of(a, b), Float64Array.of(c, d)]);
    const { units, tokens, mean, chance, chanceTokens } = correlations.ranking();
    assert.deepEqual([tokens, chanceTokens], [3000, 3000]);
    assert.deepEqual(
      units.map(({ part, layer, unit }) => `${part}${layer} ${unit}`),
      ['c1 1', 'h0 1', 'h0 0', 'c1 0'],
    );
    const expected = pearson(
      rows.map(row => row.property),
      rows.map(({ values }) => values[1]),
    );
    assert.ok(Math.abs(units[0].correlation + 1) < 1e-12);
    assert.ok(Math.abs(units[1].correlation - expected) < 1e-9);
    assert.equal(units[3].correlation, 0);
    assert.ok(Math.abs(mean - 0.5) < 0.05);
    assert.ok(Math.abs(units[2].correlation) < 0.07);
    // The largest |r| of three units by chance, about 2.4 / sqrt(3000) = 0.044.
    assert.ok(chance > 0.03 && chance < 0.06, `${chance}`);
  });

  it('refuses short texts, and properties that never change', () => {
    const rank = (tokens: number, property: number) => () => {
      const correlations = new UnitCorrelations(parts);
      for (let i = 0; i < tokens; i++) correlations.add(property, [new Float64Array(2), new Float64Array(2)]);
      return correlations.ranking();
    };
    assert.throws(rank(99, 1), /at least 100 tokens, but the text has 99/);
    assert.throws(rank(200, 0), /No token of the text has this property/);
    assert.throws(rank(200, 1), /All tokens/);
  });
});

function pearson(x: readonly number[], y: readonly number[]): number {
  const centred = (all: readonly number[]) => {
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    return all.map(value => value - mean);
  };
  const [a, b] = [centred(x), centred(y)];
  const dot = (v: readonly number[], w: readonly number[]) =>
    v.reduce((sum, value, i) => sum + value * w[i], 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
