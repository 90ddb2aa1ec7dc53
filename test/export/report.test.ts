import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { comparisonReport } from '../../src/export/report/report';
import { defaults, networks, smoothLossAt } from '../webview/preview/run';
import { exported } from './support/runs';

const english = { translations: {}, language: 'en' };
const logistic = { settings: { ...defaults, 'model.activation': 'logistic' } };
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Returns the cells of the first table under a heading. */
function tableUnder(report: string, heading: string): string[][] {
  const lines = report.slice(report.indexOf(heading)).split('\n');
  const first = lines.findIndex(line => line.startsWith('|'));
  const end = lines.findIndex((line, i) => i > first && !line.startsWith('|'));
  return lines.slice(first, end).map(line =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map(cell => cell.trim()),
  );
}

describe('a report of a comparison', () => {
  it('lists differing settings, results and shared settings', () => {
    const [{ bytes }] = comparisonReport([exported(1), exported(2, logistic)], 'mine', english);
    const report = decode(bytes);
    assert.deepEqual(tableUnder(report, '## Differences'), [
      ['Run', 'model.activation'],
      ['---', '---'],
      ['run 1', 'tanh'],
      ['run 2', 'logistic'],
    ]);
    const [head, , first, second] = tableUnder(report, '## Results');
    const last = head.indexOf('Loss · last');
    const losses = [1, 2].map(n => (smoothLossAt(190, n) / 25).toPrecision(4));
    assert.deepEqual([first[last], second[last]], [`**${losses[0]}**`, losses[1]]);
    assert.ok(tableUnder(report, '## Common settings').some(row => row.join() === 'model.hidden,100'));
    assert.doesNotMatch(report, /Changes while/);
  });

  it('has the mean and deviation of runs that differ only in the seed', () => {
    const seeds = [1, 2, 3].map(n => exported(n, { settings: { ...defaults, 'training.seed': n } }));
    const report = decode(comparisonReport([...seeds, exported(4, logistic)], 'mine', english)[0].bytes);
    const [head, ...rows] = tableUnder(report, '## Results');
    const losses = [1, 2, 3].map(n => smoothLossAt(190, n) / 25);
    const mean = losses.reduce((sum, loss) => sum + loss) / 3;
    const deviation = Math.sqrt(losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / 2);
    const [name, ...cells] = rows[rows.length - 1];
    assert.equal(name, 'Mean of 3 seeds: tanh');
    assert.equal(
      cells[head.indexOf('Loss · last') - 1],
      `${mean.toPrecision(4)} ± ${deviation.toPrecision(2)}`,
    );
  });

  it('contains the notes on runs, as text', () => {
    const noted = exported(1, { note: 'too <b>slow</b>\nsee run 2' });
    const report = decode(comparisonReport([noted, exported(2, logistic)], 'mine', english)[0].bytes);
    assert.ok(report.includes('## Notes\n\n- run 1: too \\<b\\>slow\\</b\\><br>see run 2\n'), report);
    assert.doesNotMatch(report, /- run 2/);
  });

  it('links the plots beside it, as pictures with both runs', () => {
    const files = comparisonReport([exported(1), exported(2, logistic)], 'my (best)', english);
    const report = decode(files[0].bytes);
    assert.deepEqual(
      files.slice(0, 3).map(({ path }) => path),
      ['my (best).md', 'my (best)-loss.svg', 'my (best)-norms.svg'],
    );
    assert.match(decode(files[1].bytes), />Loss \(nats per token\)</);
    for (const { path, bytes } of files.slice(1)) {
      const address = encodeURI(path).replace('(', '%28').replace(')', '%29');
      assert.ok(report.includes(`](${address})`), path);
      const svg = decode(bytes);
      assert.match(svg, />run 1<\/text>[\s\S]*>run 2<\/text>/);
      assert.match(svg, /<path d="M[\d.]+ [\d.]+L/);
    }
  });

  it('marks the better of two runs with different window lengths by its loss per token', () => {
    const long = { settings: { ...defaults, 'training.sequenceLength': 50 } };
    // Both runs have a loss of about 101 nats per window.
    const runs = [exported(1), exported(2, long)];
    const report = decode(comparisonReport(runs, 'lengths', english)[0].bytes);
    const [head, , first, second] = tableUnder(report, '## Results');
    const last = head.indexOf('Loss · last');
    assert.doesNotMatch(first[last], /\*\*/);
    assert.equal(second[last], `**${(smoothLossAt(190, 2) / 50).toPrecision(4)}**`);
  });

  it('lists changes of settings, and describes a single validated run', () => {
    const run = exported(1, { iteration: 2000 }, networks.gru);
    const event = {
      iteration: 50,
      elapsed: 1,
      setting: 'training.learningRate',
      from: 0.1,
      to: 0.01,
    } as const;
    const history = { ...run.history, changes: [event] };
    const report = decode(comparisonReport([{ ...run, history }], 'one', english)[0].bytes);
    assert.deepEqual(tableUnder(report, '## Changes')[2], [
      'run 1',
      '50',
      'training.learningRate: 0.1 → 0.01',
    ]);
    assert.ok(tableUnder(report, '## Results')[0].includes('Validation · Perplexity · best'));
  });

  it('shows below starred figures what a validation leaves out', () => {
    const { record } = exported(1);
    const validationText = { ...record.text, tokens: 90, unknown: 10, leftOut: 10 };
    const run = exported(1, { iteration: 2000, validationText }, networks.gru);
    const report = decode(comparisonReport([run], 'one', english)[0].bytes);
    assert.match(report, /unknown and left out: 10 of 100 tokens \(10%\)/);
    const [head, , row] = tableUnder(report, '## Results');
    const starred = head.filter((_, i) => row[i].includes('*'));
    assert.ok(starred.includes('Validation · Perplexity · last'));
    assert.ok(starred.every(name => name.startsWith('Validation')));
  });

  it('shows a name as text, whatever it contains', () => {
    const name = '<img src=x> [a](http://b) | `c` *d* www.e.f\n# g $h$ @i';
    const [{ bytes }, { bytes: svg }] = comparisonReport([exported(1, { name }), exported(2)], 'x', english);
    const cell = tableUnder(decode(bytes), '## Common')[0] && tableUnder(decode(bytes), '# Comparison')[2][0];
    assert.equal(
      cell,
      '\\<img src=x\\> \\[a\\](http\\://b) \\| \\`c\\` \\*d\\* www\\.e.f \\# g \\$h\\$ \\@i',
    );
    assert.ok(!decode(svg).includes('<img'));
  });

  it('is in Japanese if VS Code is', () => {
    const translations = JSON.parse(readFileSync('l10n/bundle.l10n.ja.json', 'utf8'));
    const event = { iteration: 50, elapsed: 1, setting: 'training.gradientClip', from: 5, to: 1 } as const;
    const runs = [exported(1), exported(2, logistic)].map(run => ({
      ...run,
      history: { ...run.history, changes: [event] },
    }));
    for (const { path, bytes } of comparisonReport(runs, 'x', { translations, language: 'ja' })) {
      const words = decode(bytes).match(/^#+ .*|^\| .*|>[^<]+<\/text>/gm) ?? [];
      const own =
        /run \d|tinyshakespeare|(model|training|validation|snapshot|metrics|text|kernels)\.\w+|\bID\b/g;
      const values =
        /kernels|nat|txt|fma|tanh|logistic|elman|softmax|gaussian|constant|element|none|adagrad|character|auto|fma|text/g;
      const english = words.filter(word =>
        /[A-Za-z]{2}/.test(
          word
            .replace(/.*T030405.*|>|<\/text>/g, '')
            .replace(own, '')
            .replace(values, ''),
        ),
      );
      assert.deepEqual(english, [], path);
    }
  });
});
