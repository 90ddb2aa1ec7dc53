import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { CliFolder } from './runCli';

const TEXT = 'the quick brown fox jumps over the lazy dog\n'.repeat(20);
const QUICK = '--hidden 8 --embedding 8 --sequence-length 16 --max-iterations 60 --validation-interval 20';

describe('elman cloze', () => {
  const place = new CliFolder();
  const runs = async (line: string, input?: string) => {
    const { code, stdout, stderr } = await place.run(line, { input });
    assert.equal(code, 0, stderr);
    return { stdout, stderr };
  };
  before(async () => {
    writeFileSync(place.path('a.txt'), TEXT);
    await runs(`cloze a.txt ${QUICK} --out c.safetensors`);
    await runs('train a.txt --hidden 4 --max-iterations 5 --out lm.safetensors --runs other');
  });
  after(() => place.remove());

  it('names its figure a pseudo-perplexity wherever it prints it', async () => {
    const { stdout, stderr } = await runs(`cloze a.txt ${QUICK} --runs b`);
    assert.match(stderr, /validation at iteration 60: pseudo-perplexity \d/);
    assert.match(stdout, /validation +pseudo-perplexity \d/);
    assert.doesNotMatch(stdout + stderr, /[^-]perplexity/);
    const json = (await runs(`cloze a.txt ${QUICK} --json`)).stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    const validation = json.find(({ type }) => type === 'validation');
    assert.ok(validation.pseudoPerplexity > 1 && validation.perplexity === undefined);
    assert.match((await runs('list')).stdout, / \(cloze\) /);
  });

  it('scores a text: a file, a run, as text and as JSON', async () => {
    const { stdout } = await runs('score c.safetensors a.txt');
    assert.match(stdout, /each token is predicted from the tokens before and after it/);
    assert.match(stdout, /pseudo-perplexity per token +\d/);
    assert.match(stdout, /cannot be compared with those of a language model/);
    const [run] = (await runs('list --json')).stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    const found = JSON.parse((await runs(`score ${run.id} - --json`, 'the qqick\n')).stdout);
    assert.deepEqual([found.bothSides, found.tokens, found.scored], [true, 10, 10]);
    assert.equal(found.perplexity, undefined);
    assert.ok(found.pseudoPerplexity > 1);
    assert.equal(found.mostSurprising.length, 5);
  });

  it('saves a run at a signal and continues it with the same weights', async () => {
    const settings = `a.txt ${QUICK} --max-iterations 3000 --seed 3`;
    const { code, stderr } = await place.run(`cloze ${settings} --runs p`, {
      interrupt: { at: /validation at iteration 20:/, signal: 'SIGINT' },
    });
    assert.equal(code, 130);
    const [, id] = /elman cloze --resume (\S+)/.exec(stderr) ?? [];
    const end = (text: string) => /training .*\nvalidation .*/.exec(text)?.[0];
    const rest = end((await runs(`cloze --resume ${id} --runs p`)).stdout);
    assert.ok(rest);
    assert.equal(rest, end((await runs(`cloze ${settings} --runs q`)).stdout));
    const train = await place.run(`train --resume ${id} --runs p`);
    assert.match(train.stderr, /Resume this run with "elman cloze"/);
  });

  const alone = /can only score texts\. It cannot write or continue/;
  for (const [line, expected, message] of [
    ['sample c.safetensors', 1, alone],
    ['mix c.safetensors lm.safetensors --text a.txt', 1, alone],
    ['score c.safetensors lm.safetensors a.txt --tokens -', 1, alone],
    ['states c.safetensors a.txt', 1, alone],
    ['score c.safetensors a.txt --labels a.txt', 2, /needs a language model/],
    ['tag --model c.safetensors a.txt', 1, /from both sides and has no labels/],
    ['cloze', 2, /FILE is missing/],
    ['cloze a.txt --cell jordan', 1, /reads in one direction only.*--cell/],
    ['cloze a.txt --output classes', 2, /--output/],
    ['cloze a.txt --sequence-length 1000', 1, /too short/],
    ['cloze --resume nothing', 1, /nothing/],
  ] as const) {
    it(`refuses "${line}"`, async () => {
      const { code, stderr } = await place.run(line);
      assert.match(stderr, message);
      assert.equal(code, expected, stderr);
    });
  }

  it('refuses to put such a run into a report of perplexities, and prints the command that repeats it', async () => {
    const [run] = (await runs('list --json')).stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    const { code, stderr } = await place.run(`export ${run.id} --report r.md`);
    assert.equal(code, 1);
    assert.match(stderr, /from both sides/);
    const { stdout } = await runs(`export ${run.id} --command`);
    const [, command] = /^elman (cloze .*)$/m.exec(stdout.replace("--locale ''", '')) ?? assert.fail(stdout);
    await runs(`${command} --runs again`);
    const again = JSON.parse((await runs('list --runs again --json')).stdout);
    assert.equal(again.loss, run.loss);
  });
});
