import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { CliFolder, lastRecord } from './runCli';

const QUICK = '--hidden 8 --sequence-length 10 --max-iterations 20 --metrics-interval 10 --json';

describe('encodings on the command line', () => {
  let place: CliFolder;
  before(() => {
    place = new CliFolder();
    for (const name of ['ja-shiftjis.txt', 'fr-latin1.txt', 'en-one-bad-byte.txt', 'en-with-nul.txt'])
      copyFileSync(`test/fixtures/cases/${name}`, place.path(name));
    const latin1 = readFileSync(place.path('fr-latin1.txt'), 'latin1');
    writeFileSync(place.path('fr.txt'), latin1);
  });
  after(() => place.remove());

  for (const [line, message] of [
    ['train ja-shiftjis.txt', /byte 1 of line 1 is 0x92 .* like Shift_JIS\..* \(--encoding shift_jis\)$/],
    ['train fr.txt --validation-file fr-latin1.txt', /^"fr-latin1.txt" .* \(--encoding windows-1252\)$/],
    ['ngram -text fr-latin1.txt', /\(--encoding windows-1252\)$/],
    ['train en-one-bad-byte.txt', /byte 1 of line 31 is 0x92 \(offset 1080/],
    ['train en-with-nul.txt', /byte 1 of line 31 is NUL/],
    ['train ja-shiftjis.txt --encoding euc-jp', /is not valid EUC-JP/],
  ] as const) {
    it(`elman ${line} names the place and the encoding, and advises nothing that needs an editor`, async () => {
      const { code, stdout, stderr } = await place.run(line);
      assert.deepEqual([code, stdout], [1, ''], stderr);
      assert.match(stderr.trim(), message);
      assert.doesNotMatch(stderr, /[Ee]ditor|Reopen|elman\./);
    });
  }

  it('decode a text by --encoding', async () => {
    const japanese = await place.run(`train ja-shiftjis.txt --encoding shift_jis --unit character ${QUICK}`);
    const { vocabulary, text } = lastRecord(japanese);
    const letters = new TextDecoder('shift_jis').decode(readFileSync(place.path('ja-shiftjis.txt')));
    assert.equal(vocabulary, new Set(letters).size);
    assert.equal(text.tokens, [...letters].length);
    const latin1 = lastRecord(await place.run(`train fr-latin1.txt --encoding latin1 ${QUICK}`));
    const utf8 = lastRecord(await place.run(`train fr.txt ${QUICK}`));
    assert.equal(latin1.text.fingerprint, utf8.text.fingerprint);
  });

  it('apply --encoding to all texts of n-grams; unknown encodings are refused', async () => {
    const ppl = async (line: string) => /ppl= (\S+)/.exec((await place.run(line)).stdout)?.[1];
    const utf8 = await ppl('ngram -text fr.txt -ppl fr.txt');
    assert.equal(await ppl('ngram -text fr-latin1.txt -encoding latin1 -ppl fr-latin1.txt'), utf8);
    const { code, stderr } = await place.run('train fr.txt --encoding sjiss');
    assert.equal(code, 2);
    assert.match(stderr, /--encoding takes the name of an encoding, not "sjiss".*shift_jis/);
  });

  it('cause a warning about characters that were lost before, in training and in scoring', async () => {
    const lost = `${'a\ufffd\ufffd\ufffd '.repeat(60)}\n`;
    writeFileSync(place.path('lost.txt'), lost);
    const warning = /^Warning: Unreadable characters \(U\+FFFD\): 59\.8% of the text\. .* wrong encoding\.$/m;
    const quick = QUICK.replace(' --json', '');
    const train = (line: string) => place.run(`train ${line} ${quick}`);
    assert.match((await train('lost.txt --out lost.safetensors')).stderr, warning);
    assert.doesNotMatch((await train('fr.txt --out fr.safetensors')).stderr, /nreadable/);
    for (const model of ['lost', 'fr']) {
      const { stdout, stderr } = await place.run(`score ${model}.safetensors lost.txt --json`);
      assert.match(stderr, warning);
      assert.equal(JSON.parse(stdout).unreadable, 180);
      assert.match((await place.run(`score ${model}.safetensors lost.txt --tokens t.tsv`)).stderr, warning);
    }
    const listing = await place.run('score fr.safetensors lost.txt');
    assert.match(listing.stdout, /unreadable characters \(U\+FFFD\) +180\n/);
    const { stdout, stderr } = await place.run('score fr.safetensors fr.txt');
    assert.doesNotMatch(stdout + stderr, /nreadable/);
  });
});
