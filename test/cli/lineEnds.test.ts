import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { CliFolder, lastRecord } from './runCli';

const QUICK = '--hidden 16 --max-iterations 300 --metrics-interval 100 --json';

describe('line ends on the command line', () => {
  let place: CliFolder;
  before(() => {
    place = new CliFolder();
    copyFileSync('test/fixtures/cases/en-cr-only.txt', place.path('cr.txt'));
    const text = readFileSync(place.path('cr.txt'), 'latin1').replaceAll('\r', '\n');
    writeFileSync(place.path('lf.txt'), text);
    writeFileSync(place.path('crlf.txt'), text.replaceAll('\n', '\r\n'));
  });
  after(() => place.remove());

  it('do not change the tokens of a character model, in training and in scoring', async () => {
    const bits: string[] = [];
    for (const name of ['lf', 'crlf', 'cr']) {
      const record = lastRecord(await place.run(`train ${name}.txt ${QUICK} --out ${name}.safetensors`));
      assert.equal(record.vocabulary, new Set(readFileSync(place.path('lf.txt'), 'latin1')).size);
      for (const other of ['lf', 'crlf', 'cr']) {
        const { stdout } = await place.run(`score ${name}.safetensors ${other}.txt --json`);
        const { bitsPerCharacter, unknown } = JSON.parse(stdout);
        assert.equal(unknown, 0);
        bits.push(bitsPerCharacter);
      }
    }
    assert.equal(new Set(bits).size, 1, bits.join());
  });

  it('are kept on request', async () => {
    const record = lastRecord(await place.run(`train crlf.txt ${QUICK} --line-ends keep`));
    assert.equal(record.vocabulary, 1 + new Set(readFileSync(place.path('lf.txt'), 'latin1')).size);
  });

  it('end the sentences of n-grams even if they are CR alone', async () => {
    const report = async (name: string) => (await place.run(`ngram -text lf.txt -ppl ${name}.txt`)).stdout;
    const expected = (await report('lf')).replace('lf.txt', '');
    for (const name of ['crlf', 'cr'])
      assert.equal((await report(name)).replace(`${name}.txt`, ''), expected);
  });
});
