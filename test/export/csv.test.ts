import assert from 'node:assert/strict';
import { metricsCsv } from '../../src/export/csv';
import { networks } from '../webview/preview/run';
import { readCsv } from './support/readCsv';
import { exported } from './support/runs';

const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

describe('metrics as CSV', () => {
  it('have a row for every measurement and a column for every metric of any run, to the last digit', () => {
    const runs = [exported(1), exported(2, { iteration: 9000 }, networks.gru)];
    const [head, ...rows] = readCsv(decode(metricsCsv(runs)));
    assert.deepEqual(head.slice(0, 4), ['run', 'id', 'iteration', 'tokens']);
    assert.ok(head.includes('norm.bhh_l2') && head.includes('norm.Wxh') && head.includes('validationLoss'));
    const losses = ['loss', 'smoothLoss', 'validationLoss', 'validationError'].map(name => `${name}PerToken`);
    assert.ok(losses.every(name => head.includes(name)));
    let next = 0;
    for (const { record, history } of runs) {
      const { columns, values } = history.metrics;
      for (let row = 0; row < values.length; row += columns.length) {
        const read = rows[next++];
        assert.deepEqual(read.slice(0, 2), [record.name, record.id]);
        const expected = head.slice(2).map(name => {
          const place = columns.indexOf(name.replace(/PerToken$/, ''));
          const value = place < 0 ? Number.NaN : values[row + place];
          return name.endsWith('PerToken') ? value / 25 : value;
        });
        assert.deepEqual(
          read.slice(2).map(cell => (cell === '' ? Number.NaN : Number(cell))),
          expected,
        );
      }
    }
    assert.equal(next, rows.length);
    assert.ok(next > 900);
  });

  it('store names as texts, which no spreadsheet evaluates as formulas', () => {
    for (const name of ['a "b", c\r\nd', '親譲り', '=HYPERLINK("http://x")', '@x', '+1', '-1', '\tx']) {
      const text = decode(metricsCsv([exported(1, { name })]));
      assert.equal(text.startsWith('\ufeff'), name === '親譲り');
      const [, row] = readCsv(text.replace('\ufeff', ''));
      assert.equal(row[0], /^[=@+\-\t]/.test(name) ? `'${name}` : name);
    }
  });

  it('consist of a header only for runs without measurements', () => {
    const run = exported(1);
    const empty = { ...run.history, metrics: { columns: [], values: new Float64Array() } };
    assert.equal(decode(metricsCsv([{ ...run, history: empty }])), 'run,id\r\n');
  });
});
