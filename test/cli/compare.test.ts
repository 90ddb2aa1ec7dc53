import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { CliFolder } from './runCli';

describe('elman compare', () => {
  const place = new CliFolder();
  const figures = ['model', 'parameters', 'tokens', 'seconds', 'perplexity'];
  before(() => {
    writeFileSync(
      place.path('text.txt'),
      readFileSync('test/fixtures/text/raw.small.txt', 'utf8').slice(0, 8000),
    );
    writeFileSync(place.path('empty.txt'), '');
  });
  after(() => place.remove());

  it('prints a JSON array with a result for each model', async () => {
    const { code, stdout, stderr } = await place.run(
      'compare text.txt --budget tokens=3000 --models trigram,hmm,gru --seeds 2 --json',
    );
    assert.equal(code, 0, stderr);
    const results = JSON.parse(stdout);
    assert.deepEqual(
      results.map((each: object) => Object.keys(each)),
      [
        [...figures, 'groups', 'best', 'worst'],
        [...figures, 'interval', 'groups', 'best', 'worst'],
        [...figures, 'interval', 'groups', 'best', 'worst'],
      ],
    );
    assert.deepEqual(Object.keys(results[0].groups[0]), ['group', 'tokens', 'perplexity']);
    assert.equal(results[0].groups[0].group, 'wordStart');
  });

  it('prints a table, and why a model is not in it', async () => {
    const { code, stdout, stderr } = await place.run(
      'compare text.txt --budget tokens=500,parameters=100 --models 5-gram,hmm,lstm',
    );
    assert.equal(code, 0, stderr);
    assert.match(
      stdout,
      /^model +parameters +tokens +seconds +perplexity +best +worst\n5-gram .*\nhmm .*\n\n/,
    );
    assert.match(stdout, /^perplexity of +tokens +5-gram +hmm\nletter 1 of a word +\d+ +[\d.]+ +[\d.]+\n/m);
    assert.match(
      stderr,
      /lstm: the smallest model of this kind has \d+ parameters, and the budget allows 100/,
    );
  });

  const refused: readonly [line: string, code: number, message: RegExp][] = [
    ['compare text.txt --budget tokens=0', 2, /--budget takes/],
    ['compare text.txt --budget hours=3', 2, /--budget takes/],
    ['compare text.txt --models elmann', 2, /Did you mean elman\?/],
    [
      'compare text.txt --budget tokens=500,parameters=20 --models transformer',
      1,
      /smallest model of this kind/,
    ],
    ['compare empty.txt', 1, /is empty/],
    ['compare text.txt --budget parameters=1', 1, /the budget allows 1/],
  ];
  for (const [line, expected, message] of refused) {
    it(`refuses: ${line}`, async () => {
      const { code, stderr } = await place.run(line);
      assert.equal(code, expected, stderr);
      assert.match(stderr, message);
    });
  }
});
