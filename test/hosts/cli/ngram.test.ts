import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { general } from '../../../src/hosts/cli/ngram/report';
import { Workplace } from './runCli';

const CORPUS = 'the cat sat\nthe cat sat on the mat\nthe dog sat\na cat ran\na dog ran on the mat\n';
const KN = '-kndiscount -interpolate -gt3min 1';

describe('elman ngram, with the flags and reports of SRILM', () => {
  const place = new Workplace();
  before(async () => {
    writeFileSync(place.path('a.txt'), CORPUS);
    writeFileSync(place.path('b.txt'), 'the cat ran\nthe zebra sat\n');
    const { code, stderr } = await place.run(`ngram -text a.txt -order 3 ${KN} -lm a.arpa`);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^1-grams: 11 D1=0.142857 D2=1.92857 D3\+=3$/m);
    assert.match(stderr, /^3-grams: 17 D1=0.5 D2=1 D3\+=1.5 \(too few counts/m);
  });
  after(() => place.remove());

  const run = async (line: string) => {
    const { code, stdout, stderr } = await place.run(`ngram ${line}`);
    assert.equal(code, 0, stderr);
    return { stdout, stderr };
  };

  it('reports a text: sentences, words, OOVs, log10 probability, perplexities', async () => {
    const { stdout } = await run('-lm a.arpa -ppl b.txt');
    assert.equal(
      stdout,
      'file b.txt: 2 sentences, 6 words, 1 OOVs\n0 zeroprobs, logprob= -5.33784 ppl= 5.78827 ppl1= 11.6834\n',
    );
  });

  it('lists every word with the n-gram that it was found in', async () => {
    const { stdout } = await run('-lm a.arpa -ppl b.txt -debug 2');
    const lines = stdout.split('\n');
    assert.deepEqual(lines.slice(0, 8), [
      'the cat ran',
      '\tp( the | <s> ) \t= [2gram] 0.0790624 [ -1.10203 ]',
      '\tp( cat | the ...) \t= [3gram] 0.417301 [ -0.379551 ]',
      ...lines.slice(3, 5),
      '1 sentences, 3 words, 0 OOVs',
      '0 zeroprobs, logprob= -2.65457 ppl= 4.60937 ppl1= 7.67105',
      '',
    ]);
    assert.match(lines[10], /^\tp\( zebra \| the \.\.\.\) \t= \[OOV\] 0 \[ -inf \]$/);
    assert.match((await run('-lm a.arpa -ppl b.txt -unk')).stdout, /6 words, 0 OOVs\n.*ppl= 7.2073[34] /);
  });

  it("leaves out what SRILM does by default, and takes n-grams of its file's order or of a lower one", async () => {
    await run('-text a.txt -kndiscount -interpolate -lm pruned.arpa');
    const count = Number(/ngram 3=(\d+)/.exec(readFileSync(place.path('pruned.arpa'), 'utf8'))?.[1]);
    assert.ok(count > 0 && count < 17);
    const { stdout } = await run('-lm a.arpa -order 1 -ppl b.txt -debug 2');
    assert.ok(stdout.includes('[1gram]') && !stdout.includes('[2gram]'));
  });

  it('smooths, prunes and normalises as it is told, and probabilities stay some', async () => {
    for (const flags of [
      '',
      '-wbdiscount',
      '-wbdiscount -interpolate',
      '-addsmooth 0.5',
      `${KN} -prune 0.01`,
    ]) {
      assert.match(
        (await run(`-text a.txt ${flags} -renorm -ppl a.txt`)).stdout,
        /0 OOVs\n0 zeroprobs.*ppl= [2-9]\.\d+ /,
        flags,
      );
    }
  });

  it('mixes models and a cache, with weights given or found', async () => {
    await run('-text b.txt -order 1 -wbdiscount -lm c.arpa');
    const loss = (stdout: string) => Number(/ ppl= (\S+)/.exec(stdout)?.[1]);
    const half = await run('-lm a.arpa -mix-lm c.arpa -ppl b.txt -unk');
    const best = await run('-lm a.arpa -mix-lm c.arpa -cache 20 -best-mix b.txt -ppl b.txt -unk');
    assert.match(best.stderr, /^weights 0\.\d{4} 0\.\d{4} 0\.\d{4}, perplexity \d/m);
    assert.ok(loss(best.stdout) < loss(half.stdout));
    // All weight to the first: it shares its <unk> out among <unk> and "zebra", one of the 8 tokens, which only c has.
    const first = loss((await run('-lm a.arpa -mix-lm c.arpa -lambda 1 -ppl b.txt')).stdout);
    const alone = loss((await run('-lm a.arpa -ppl b.txt -unk')).stdout);
    assert.ok(Math.abs(first - alone * 2 ** (1 / 8)) < 1e-4, `${first} beside ${alone}`);
  });

  it('writes sentences, the same for the same seed', async () => {
    const { stdout } = await run('-lm a.arpa -gen 5');
    assert.equal(stdout.trimEnd().split('\n').length, 5);
    const again = ['-seed 1', '-seed 2'].map(seed => run(`-lm a.arpa -gen 5 ${seed}`));
    const [same, other] = await Promise.all(again);
    assert.equal(same.stdout, stdout);
    assert.notEqual(other.stdout, stdout);
  });

  it('learns characters, too', async () => {
    const { stdout } = await run(`-text a.txt -unit character -order 4 ${KN} -ppl a.txt`);
    assert.match(stdout, /^file a.txt: 0 sentences, 78 words, 0 OOVs/);
  });

  it('counts a text larger than its memory, on disk, into the same file, and leaves nothing behind', async () => {
    const text = resolve('test/fixtures/text/words.train.txt'); // 163,245 tokens of 17 bytes each
    const temp = place.path('temp');
    mkdirSync(temp);
    await run(`-text ${text} ${KN} -lm usual.arpa`);
    await run(`-text ${text} ${KN} -memory 1 -temp ${temp} -lm sorted.arpa`);
    const [usual, sorted] = ['usual.arpa', 'sorted.arpa'].map(name => readFileSync(place.path(name)));
    assert.ok(usual.equals(sorted));
    assert.deepEqual(readdirSync(temp), []);
    const { code, stderr } = await place.run(`ngram -text ${text} -memory 1 -temp nowhere -lm none.arpa`);
    assert.equal(code, 1);
    assert.match(stderr, /could not be written to the folder "nowhere" \(ENOENT\)/);
    assert.ok(!existsSync(place.path('none.arpa')));
  });

  it('says what is wrong', async () => {
    const wrong: Record<string, RegExp> = {
      '': /Either --text FILE .* or --lm FILE/,
      '-text a.txt -kndiscount -wbdiscount': /--kndiscount or --wbdiscount, not both/,
      '-lm a.arpa -mix-lm a.arpa -lambda 0.9 -mix-lm2 a.arpa -mix-lambda2 0.2': /more than 1 together/,
      '-lm a.arpa -mixlm a.arpa': /no flag .*Did you mean --mix-lm/,
    };
    for (const [line, message] of Object.entries(wrong)) {
      const { code, stderr } = await place.run(`ngram ${line}`);
      assert.equal(code, 2, line);
      assert.match(stderr, message);
    }
    const { code, stderr } = await place.run(`ngram -lm a.txt -ppl ${resolve('package.json')}`);
    assert.equal(code, 1);
    assert.match(stderr, /"a.txt" is no ARPA file/);
  });
});

it('numbers are printed as C++ prints them', () => {
  const printed = [
    0,
    1,
    -1.31106123,
    0.0001234567,
    0.00001234567,
    1234567,
    Number.NEGATIVE_INFINITY,
    Number.NaN,
  ];
  assert.deepEqual(printed.map(general), [
    '0',
    '1',
    '-1.31106',
    '0.000123457',
    '1.23457e-05',
    '1.23457e+06',
    '-inf',
    'undefined',
  ]);
});
