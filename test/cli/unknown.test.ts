import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { CliFolder } from './runCli';

describe('elman reports what a model does not know', () => {
  let place: CliFolder;
  before(async () => {
    place = new CliFolder();
    copyFileSync('test/fixtures/cases/en-cr-only.txt', place.path('cr.txt'));
    const text = readFileSync(place.path('cr.txt'), 'latin1').replaceAll('\r', '\n');
    writeFileSync(place.path('a.txt'), text);
    const quick = '--hidden 8 --max-iterations 20 --json';
    assert.equal((await place.run(`train a.txt ${quick} --out letters.safetensors`)).code, 0);
    await place.run('ngram -text a.txt -order 2 -lm words.arpa');
  });
  after(() => place.remove());

  const sample = (model: string, ...flags: string[]) =>
    place.run(['sample', model, '--length', '5', ...flags]);

  it('letters of --prime that it leaves out', async () => {
    const { code, stderr } = await sample('letters.safetensors', '--prime', 'the café ñ');
    assert.equal(code, 0);
    assert.match(stderr, /^--prime: 2 of 10 tokens are not in the vocabulary and are left out: "é", "ñ"$/m);
    const known = await sample('letters.safetensors', '--prime', 'the boat');
    assert.deepEqual([known.code, known.stderr], [0, '']);
  });

  it('words of --prime that it reads as <unk>', async () => {
    const { code, stderr } = await sample('words.arpa', '--prime', 'the zeppelin');
    assert.equal(code, 0);
    assert.match(stderr, /--prime: 1 of 2 tokens is not in the vocabulary and is read as <unk>: "zeppelin"/);
  });

  it('a --prime without any known token, and a --stop-at that never occurs', async () => {
    const prime = await sample('letters.safetensors', '--prime', '漢字');
    assert.deepEqual([prime.code, prime.stdout], [1, '']);
    assert.match(prime.stderr, /knows no token of the text to continue, "漢字"/);
    for (const end of ['é', 'END']) {
      const stop = await sample('letters.safetensors', '--stop-at', end);
      assert.deepEqual([stop.code, stop.stdout], [1, '']);
      assert.match(stop.stderr, new RegExp(`has no token "${end}"`));
    }
    assert.equal((await sample('letters.safetensors', '--stop-at', 'e')).code, 0);
  });

  it('unknown words of a text on which an RNNLM model is trained further', async () => {
    const train = (text: string) =>
      place.run(`rnnlm -train ${text} -rnnlm m.model -hidden 4 -class 4 -one-iter`);
    assert.equal((await train('a.txt')).stderr, '');
    writeFileSync(place.path('other.txt'), 'the zeppelin came\nthe boat came\n');
    const { code, stderr } = await train('other.txt');
    assert.equal(code, 0);
    assert.match(
      stderr,
      /^other\.txt: 1 of 8 tokens \(13%\) is not in the model's vocabulary and is not learned\.$/m,
    );
  });

  it('but a carriage return alone is the end of a line for RNNLM', async () => {
    const size = async (text: string) =>
      /Vocab size: (\d+)\nWords in train file: (\d+)/.exec(
        (await place.run(`rnnlm -train ${text} -rnnlm ${text}.model -hidden 4 -class 4 -one-iter`)).stdout,
      )?.[0];
    assert.equal(await size('cr.txt'), await size('a.txt'));
  });
});
