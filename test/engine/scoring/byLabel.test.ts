import assert from 'node:assert/strict';
import { errorsByLabel } from '../../../src/engine/scoring/surprisal/byLabel';
import type { SurprisalRow } from '../../../src/engine/scoring/surprisal/surprisalRow';
import { readLabelledPlaces } from '../../../src/export/surprisal/labelledPlaces';

const row = (start: number, probability: number, length = 1): SurprisalRow => ({
  ...{ item: 1, sentence: 1, position: start + 1, token: 'x', rank: 1, entropy: 0, unknown: 0, order: 0 },
  start,
  end: start + length,
  logProb: Math.log(probability),
});

describe('errors by label', () => {
  const places = [
    { start: 0, label: 'b' },
    { start: 1, label: 'a' },
    { start: 2, label: 'b' },
  ];

  it('are means over the tokens with the label, in the order of the text', () => {
    const found = errorsByLabel([row(0, 0.5), row(1, 1), row(2, 0.125)], places);
    assert.deepEqual(
      found.map(({ label, tokens }) => [label, tokens]),
      [
        ['b', 2],
        ['a', 1],
      ],
    );
    assert.ok(Math.abs(found[0].surprisal - 2 * Math.LN2) < 1e-12, String(found[0].surprisal));
    assert.ok(Math.abs(found[0].rms - Math.sqrt((0.25 + 0.765625) / 2)) < 1e-12);
    assert.equal(found[1].rms, 0);
  });

  it('leave out tokens without a label or a probability, and sentence ends', () => {
    const rows = [row(0, Number.NaN), row(1, 0.5), row(2, 0.5, 0), row(7, 0.5)];
    assert.deepEqual(
      errorsByLabel(rows, places).map(({ label, tokens }) => [label, tokens]),
      [['a', 1]],
    );
  });

  it('take the labels from a table', () => {
    const lines = ['\ufefflabel\tother\tstart', 'a\t?\t5', '', 'b\t?\t0'];
    assert.deepEqual(
      [...readLabelledPlaces('t', lines)],
      [
        { start: 5, label: 'a' },
        { start: 0, label: 'b' },
      ],
    );
    const read = (table: readonly string[]) => [...readLabelledPlaces('t.tsv', table)];
    assert.throws(() => read(['start\tname']), /"t\.tsv" does not begin with the names of its columns/);
    assert.throws(() => read([]), /does not begin with the names/);
    assert.throws(() => read(['start\tlabel', '3']), /no place and label in line 2/);
    assert.throws(() => read(['start\tlabel', 'x\ta']), /no place and label in line 2/);
  });
});
