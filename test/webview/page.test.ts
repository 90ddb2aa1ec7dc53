import assert from 'node:assert/strict';
import { NumberFormat } from '../../src/charts/format';
import { stateText } from '../../src/charts/runs/stateText';
import { Table } from '../../src/charts/runs/table';
import { unknownNote } from '../../src/charts/runs/unknownNote';
import { PageTexts } from '../../src/charts/texts';
import { record } from './preview/run';

describe('the table of metrics', () => {
  it('has NaN where a block lacks a column', () => {
    const table = new Table();
    table.append({ columns: ['iteration', 'old'], values: Float64Array.of(0, 5) });
    table.append({ columns: ['new', 'iteration'], values: Float64Array.of(7, 1) });
    assert.deepEqual(Array.from(table.column('old')), [5, Number.NaN]);
    assert.deepEqual(Array.from(table.column('new')), [Number.NaN, 7]);
    assert.equal(table.last('absent'), Number.NaN);
    assert.equal(table.column('absent').length, 0);
  });

  it('rewinds within one block if the host has joined two', () => {
    const table = new Table();
    table.append({
      columns: ['iteration', 'loss'],
      values: Float64Array.of(0, 9, 10, 8, 20, 7, 10, 6, 20, 5),
    });
    assert.deepEqual(Array.from(table.column('iteration')), [0, 10, 20]);
    assert.deepEqual(Array.from(table.column('loss')), [9, 6, 5]);
  });
});

describe('formatted numbers and texts', () => {
  it('follow the language', () => {
    const english = new NumberFormat(() => 'en');
    const japanese = new NumberFormat(() => 'ja');
    assert.equal(english.short(12_000), '12K');
    assert.equal(japanese.short(12_000), '1.2万');
    assert.equal(english.whole(12_345.4), '12,345');
    assert.equal(english.short(0.0001), '1e-4');
    assert.equal(english.precise(Number.NaN), '–');
    assert.equal(english.precise(Number.POSITIVE_INFINITY), '∞');
    assert.equal(english.decimal(Number.POSITIVE_INFINITY), '∞');
    assert.equal(english.duration(3_723_000), '1:02:03');
    assert.equal(english.duration(59_600), '1:00');
  });

  it('fill their places in any order, and fall back to English', () => {
    const texts = new PageTexts();
    texts.use({ '{0} of {1}': '{1} のうち {0}' }, 'ja');
    assert.equal(texts.t('{0} of {1}', 1, 2), '2 のうち 1');
    assert.equal(texts.t('{0} left', '{1}'), '{1} left');
  });
});

describe('texts about a run', () => {
  const texts = new PageTexts();
  const numbers = new NumberFormat(() => 'en');

  it('show how much of a validation is done, only while the run is training', () => {
    const run = record({ validating: { done: 1, tokens: 4 } });
    assert.equal(stateText(run, texts, numbers), 'Validating 25%');
    assert.equal(stateText({ ...run, state: 'paused' }, texts, numbers), 'Paused');
    assert.equal(stateText(record(), texts, numbers), 'Running');
  });

  it('show how many tokens of the validation text are unknown', () => {
    const { text } = record();
    const noteOf = (leftOut: number) =>
      unknownNote(
        record({ validationText: { ...text, tokens: 180_000, unknown: 12_500, leftOut } }),
        texts,
        numbers,
      );
    assert.equal(noteOf(12_500), 'unknown and left out: 12,500 of 192,500 tokens (6.5%)');
    assert.equal(noteOf(0), 'unknown, scored as <unk>: 12,500 of 180,000 tokens (6.9%)');
  });
});
