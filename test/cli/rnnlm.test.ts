import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CliFolder } from './runCli';

const SENTENCES = `the cat sees the dog
the dog sees the cat
a cat chases a mouse
a dog chases the cat
the mouse sees a cat
the dog sleeps
a cat sleeps
the mouse sleeps
`;
const HYPOTHESES = '1 the cat sees the dog\n1 the dog sees the cat\n2 the mouse sleeps\n2 the moose sleeps\n';

/**
 * Commands for the C tool, one per line. `script.log` contains the tool's output for them, compiled for
 * double precision.
 */
const SCRIPT = [
  '-train s.txt -valid s.txt -rnnlm m -hidden 4 -class 3 -max-iter 5 -debug 2',
  '-rnnlm m -test s.txt -debug 2',
  '-rnnlm m -test nb.txt -nbest',
  '-rnnlm m -test s.txt -lm-prob lp.txt -lambda 0.6 -debug 2',
  '-rnnlm m -gen 12',
  '-rnnlm m -test nb.txt -debug 2',
  '-train s.txt -rnnlm b -one-iter -class 2 -compression 2 -bptt 2 -binary',
  '-train s.txt -valid s.txt -rnnlm m -max-iter 7 -alpha 0.05',
];

describe('elman rnnlm', () => {
  const place = new CliFolder();
  before(() => {
    writeFileSync(place.path('s.txt'), SENTENCES);
    writeFileSync(place.path('nb.txt'), HYPOTHESES);
    writeFileSync(place.path('lp.txt'), '0.05 x y\n'.repeat(42));
  });
  after(() => place.remove());

  it('prints and writes what the C tool does, byte for byte, for a script written for the tool', async () => {
    let printed = '';
    for (const line of SCRIPT) {
      const { code, stdout, stderr } = await place.run(`rnnlm ${line}`);
      assert.deepEqual([code, stderr], [0, ''], line);
      printed += stdout.replaceAll(/Words\/sec: [\d.]+/g, 'Words/sec: -');
    }
    assert.equal(printed, readFileSync('test/fixtures/rnnlm/script.log', 'latin1'));
    const model = gunzipSync(readFileSync('test/fixtures/rnnlm/script.model.gz'));
    assert.ok(readFileSync(place.path('m')).equals(model));
    assert.match(
      readFileSync(place.path('m.output.txt'), 'latin1'),
      /^\niter: 0\nvalid log probability: -\d+\.\d{6}\nPPL net: 8\.264125\n\niter: 1\n/,
    );
  });

  it('refuses a validation text without a known word, and an empty text', async () => {
    writeFileSync(place.path('empty.txt'), '');
    writeFileSync(place.path('unended.txt'), 'the');
    for (const valid of [resolve('test/fixtures/cases/f17-empty-valid.txt'), 'unended.txt']) {
      const { code, stderr } = await place.run(
        `rnnlm -train s.txt -valid ${valid} -rnnlm none -hidden 3 -class 2`,
      );
      assert.equal(code, 1);
      assert.match(stderr, /The validation text ".*" has no word that the model knows\./);
      assert.ok(!existsSync(place.path('none')));
    }
    const { code, stderr } = await place.run(
      'rnnlm -train empty.txt -one-iter -rnnlm none -hidden 3 -class 2',
    );
    assert.equal(code, 1);
    assert.match(stderr, /"empty.txt" is empty/);
  });

  it('trains and tests the same on a corpus with and without marks', async () => {
    writeFileSync(place.path('marked.txt'), SENTENCES.replaceAll(/^.+$/gm, '<s> $& </s>'));
    const printed = async (name: string) => {
      const line = `-train ${name}.txt -valid ${name}.txt -rnnlm ${name}.model -hidden 4 -class 3 -max-iter 2 -debug 0`;
      assert.equal((await place.run(`rnnlm ${line}`)).code, 0);
      return (await place.run(`rnnlm -rnnlm ${name}.model -test ${name}.txt -debug 1`)).stdout.replaceAll(
        /^.* file: .*\n/gm,
        '',
      );
    };
    assert.equal(await printed('marked'), await printed('s'));
    writeFileSync(place.path('stray.txt'), 'the <s> cat\n');
    const test = 'rnnlm -rnnlm s.model -test stray.txt -debug 2';
    assert.match(
      (await place.run(test)).stderr,
      /Line 1 of "stray.txt" has "<s>" inside, at column 5\. .*--stray-marks/,
    );
    assert.match((await place.run(`${test} -stray-marks unknown`)).stdout, /-1\t0\t\tOOV/);
  });

  it("tests faster-rnnlm's models as faster-rnnlm does: one line per sentence, and the entropy without OOVs", async () => {
    const folder = resolve('test/fixtures/fasterRnnlm');
    const scores = JSON.parse(readFileSync(`${folder}/scores.json`, 'utf8'));
    for (const name of ['sigmoid', 'gru']) {
      const line = `rnnlm -rnnlm ${folder}/${name} -nce-accurate-test 1 -test`;
      const { stdout, stderr } = await place.run(`${line} ${folder}/text.txt`);
      const expected: number[] = scores[`${name}.nnet`];
      const found = stdout.trimEnd().split('\n').map(Number);
      assert.equal(found.length, expected.length);
      for (const [i, score] of found.entries()) assert.ok(Math.abs(score - expected[i]) < 2e-5, stdout);
      assert.match(stderr, /^Test entropy \d\.\d{6}\n$/);
      writeFileSync(place.path('one.txt'), 'the zebra sleeps\nthe dog sleeps\n');
      const some = await place.run(`${line} one.txt`);
      assert.match(some.stdout, /^OOV\n-\d\.\d{6}\n$/);
      const entropy = Number(/Test entropy (\S+)/.exec(some.stderr)?.[1]);
      assert.ok(Math.abs(entropy + Number(some.stdout.split('\n')[1]) / 4 / Math.log10(2)) < 1e-5);
    }
  });

  it('reports the parts of a text that do not count', async () => {
    writeFileSync(place.path('open.txt'), `${SENTENCES}${'w'.repeat(120)} a`);
    const { stderr } = await place.run('rnnlm -rnnlm m -test open.txt');
    assert.match(
      stderr,
      /^open\.txt does not end with a newline: .*\nopen\.txt has 1 word of more than 99 bytes/,
    );
  });

  const wrong: readonly (readonly [string, number, RegExp])[] = [
    ['', 2, /^Specify -train, -test or -gen\./],
    ['-train s.txt -rnnlm n', 2, /^Specify -valid FILE or -one-iter\./],
    ['-test s.txt', 2, /^Specify -rnnlm FILE/],
    ['-rnnlm m -test s.txt -lambda 2', 2, /^--lambda takes a number from 0 to 1, not "2"\./],
    [
      '-rnnlm s.txt -test s.txt',
      1,
      /^s\.txt: This file is not an rnnlm model, .*: line 1 has "the cat sees the dog"/,
    ],
    ['-rnnlm none -test s.txt', 1, /^"none" could not be read/],
    [
      '-rnnlm m -test s.txt -lm-prob s.txt',
      1,
      /^Every line of "s\.txt" must start with a probability, but line 1/,
    ],
    [
      '-rnnlm m -test s.txt -lm-prob short.txt',
      1,
      /is 1, but must be that of the tokens of the test text, 42/,
    ],
  ];
  for (const [line, expected, message] of wrong) {
    it(`refuses "${line}": ${message.source.slice(0, 40)}`, async () => {
      writeFileSync(place.path('short.txt'), '0.5\n');
      const { code, stderr } = await place.run(`rnnlm ${line}`);
      assert.match(stderr, message);
      assert.equal(code, expected);
    });
  }
});
