import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { CliFolder } from './runCli';

const cases = 'test/fixtures/cases';
const faster = 'test/fixtures/fasterRnnlm';

/** Opens model files as other programs write them. */
describe('a model file of another tool', () => {
  const place = new CliFolder();
  before(() => {
    for (const name of [
      'kenlm.arpa',
      'a13-dup.arpa',
      'a08-UNK.arpa',
      'a05-nounk.arpa',
      'a24-latin1.arpa',
      'a56-opengrm.arpa',
      'a07-noeos.arpa',
      't.txt',
    ])
      copyFileSync(`${cases}/${name}`, place.path(name));
    const pack = (from: string, to: string) => writeFileSync(place.path(to), gzipSync(readFileSync(from)));
    pack(`${cases}/kenlm.arpa`, 'kenlm.arpa.gz');
    pack(`${cases}/a54-cmu-toolkit-longer.lm`, 'prose.lm.gz');
    pack(`${faster}/gru`, 'gru.gz');
    pack(`${faster}/gru.nnet`, 'gru.nnet.gz');
    copyFileSync(`${faster}/text.txt`, place.path('sentences.txt'));
    copyFileSync('test/fixtures/rnnlm/srn.model.gz', place.path('srn.model.gz'));
    writeFileSync(
      place.path('named.arpa'),
      readFileSync(`${cases}/kenlm.arpa`, 'utf8').replace('<unk>', '[oov]'),
    );
    writeFileSync(place.path('model.xz'), Buffer.from('fd377a585a00000004e6d6b446', 'hex'));
    writeFileSync(
      place.path('broken.arpa.gz'),
      gzipSync(readFileSync(`${cases}/kenlm.arpa`)).subarray(0, 200),
    );
  });
  after(() => place.remove());

  const perplexity = async (model: string, text = 't.txt', flags = '') => {
    const { code, stdout, stderr } = await place.run(`score ${model} ${text} --json ${flags}`);
    assert.equal(code, 0, stderr);
    return { value: Number(JSON.parse(stdout).perplexity), stderr };
  };
  const near = (found: number, expected: number) =>
    assert.ok(Math.abs(found / expected - 1) < 5e-6, `${found}`);

  it('is read with one warning if it breaks the rules of its format', async () => {
    const { value, stderr } = await perplexity('a13-dup.arpa');
    near(value, 5.12923);
    assert.match(stderr, /^Warning: "a13-dup\.arpa" breaks the rules .* Repeated n-grams: 1, [^\n]*\n$/);
    assert.equal((await perplexity('kenlm.arpa')).stderr, '');
    const { stdout, stderr: warnings } = await place.run('ngram -lm a13-dup.arpa -ppl t.txt -unk');
    assert.match(stdout, /ppl= 5\.12923 /);
    assert.equal(warnings.match(/Warning/g)?.length, 1);
  });

  it('packed by gzip is scored, sampled and mixed like an unpacked one', async () => {
    near((await perplexity('kenlm.arpa.gz')).value, 5.12923);
    near((await perplexity('prose.lm.gz')).value, (await perplexity('kenlm.arpa')).value);
    assert.ok(Number.isFinite((await perplexity('srn.model.gz')).value));
    const [packed, plain] = [
      await perplexity('gru.gz', 'sentences.txt'),
      await perplexity('gru.nnet.gz', 'sentences.txt'),
    ];
    assert.equal(packed.value, plain.value);
    assert.equal((await place.run('sample kenlm.arpa.gz --length 5')).code, 0);
    const { code, stdout } = await place.run('mix kenlm.arpa.gz kenlm.arpa --text t.txt --json');
    assert.equal(code, 0);
    near(JSON.parse(stdout).perplexity, 5.12923);
  });

  it('mixed with a cache that gives a token no probability has an infinite perplexity, not a missing one', async () => {
    const line = 'mix kenlm.arpa --cache 20 --text t.txt';
    assert.match((await place.run(line)).stdout, /^cache +0\.5000 +inf$/m);
    const { members, perplexity } = JSON.parse((await place.run(`${line} --json`)).stdout);
    assert.equal(members[1].perplexity, 'Infinity');
    assert.ok(perplexity > 1);
  });

  it('packed by another program, or damaged, is refused with advice', async () => {
    const messageOf = async (model: string) => (await place.run(`score ${model} t.txt`)).stderr;
    assert.match(await messageOf('model.xz'), /"model\.xz" is packed by xz\. Unpack it first/);
    assert.match(
      await messageOf('broken.arpa.gz'),
      /"broken\.arpa\.gz" could not be unpacked .* damaged or cut off/,
    );
    assert.match(
      await messageOf('a24-latin1.arpa'),
      /^Line 11 of "a24-latin1\.arpa" is not UTF-8.* iconv -f LATIN1/,
    );
  });

  it('uses the unknown word of its file: <UNK>, or another with --map-unk', async () => {
    near((await perplexity('a08-UNK.arpa')).value, 5.12923);
    near((await perplexity('named.arpa')).value, 4.13305);
    near((await perplexity('named.arpa', 't.txt', '--map-unk [oov]')).value, 5.12923);
    near((await perplexity('kenlm.arpa', 't.txt', '--map-unk [oov]')).value, 5.12923);
  });

  it('splits texts as --unit says, in elman score and in elman ngram', async () => {
    const { stdout } = await place.run('score kenlm.arpa t.txt --unit character --json');
    const { tokens, unknown, perplexity } = JSON.parse(stdout);
    // The only character that is a word of the model is "a", which occurs 4 times.
    assert.deepEqual([tokens, unknown], [42, 38]);
    near(perplexity, 26.12197);
    const report = await place.run('ngram -lm kenlm.arpa -ppl t.txt -unk --unit character');
    assert.match(report.stdout, /^file t\.txt: 0 sentences, 42 words, 0 OOVs\n.* ppl= 26\.122 /);
  });

  it('without </s> has no n-gram for the end of a sentence, and reports all others', async () => {
    const { stdout } = await place.run('ngram -lm a07-noeos.arpa -ppl t.txt -debug 2');
    assert.doesNotMatch(stdout, /undefined|NaN/);
    assert.match(stdout, /^\tp\( <\/s> \| log \.\.\.\) \t= \[OOV\] 0 \[ -inf \]$/m);
    assert.match(stdout, /\[1gram\] 0\.0449736 /);
  });

  it('with seven digits keeps its perplexity when it is normalised', async () => {
    // P(c | <s>) is 0. The others are P(a) P(b | a) P(c | b) P(</s>) = 1/3 · 1/3 · 1 · 1/6.
    writeFileSync(place.path('c.txt'), 'c a b c\n');
    for (const flag of ['', '-renorm']) {
      const { stdout } = await place.run(`ngram -lm a56-opengrm.arpa -ppl c.txt ${flag}`);
      assert.match(stdout, /\n1 zeroprobs, logprob= -1\.73239 ppl= 2\.71081 /, flag);
    }
  });

  it('without a probability for unknown words reports how many it left out', async () => {
    const { stdout } = await place.run('score a05-nounk.arpa t.txt');
    assert.match(stdout, /11 words, 1 OOVs\n0 zeroprobs/);
    assert.match(stdout, /^unknown, left out of the sums +1$/m);
    assert.doesNotMatch((await place.run('score kenlm.arpa t.txt')).stdout, /left out/);
  });
});
