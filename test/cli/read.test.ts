import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inWords } from '../../src/cli/checkGradients';
import { loadEngine } from '../package/support/load';
import { CliFolder, lastRecord } from './runCli';

const TEXT = 'the cat sat\nthe dog sat on the mat\n'.repeat(30);

describe('elman with a model', () => {
  const place = new CliFolder();
  let id = '';
  before(async () => {
    writeFileSync(place.path('a.txt'), TEXT);
    const quick = '--unit word --hidden 8 --max-iterations 300 --out m.safetensors --json';
    id = lastRecord(await place.run(`train a.txt ${quick}`)).id;
  });
  after(() => place.remove());

  const figures = async (line: string, input?: string) => {
    const ended = await place.run(`score ${line} --json`, { input });
    assert.equal(ended.code, 0, ended.stderr);
    return JSON.parse(ended.stdout);
  };

  it('scores a text, with the same figures as the library', async () => {
    const found = await figures('m.safetensors a.txt');
    const engine = await loadEngine();
    const expected = (await engine.openNetwork(readFileSync(place.path('m.safetensors')))).score(TEXT);
    assert.deepEqual(found, { model: 'm.safetensors', iteration: 300, ...expected });
    assert.deepEqual([found.tokens, found.sentenceEnds, found.unknown], [330, 60, 0]);
    assert.ok(found.perplexity < 3 && found.perplexityWithoutEnds !== found.perplexity);
  });

  it('scores the standard input and counts unknown tokens', async () => {
    const { tokens, scored, unknown } = await figures('m.safetensors -', 'the cow sat\n');
    assert.deepEqual([tokens, scored, unknown], [4, 3, 1]);
  });

  it('accepts the id of a run, its folder or a checkpoint as a model', async () => {
    const { perplexity } = await figures('m.safetensors a.txt');
    assert.equal((await figures(`${id} a.txt`)).perplexity, perplexity);
    for (const path of [`elman-runs/${id}`, `elman-runs/${id}/`, place.path(`elman-runs/${id}`)])
      assert.equal((await figures(`${path} a.txt --runs other`)).perplexity, perplexity, path);
    const checkpoint = `elman-runs/${id}/checkpoints/000000000300.safetensors`;
    assert.equal((await figures(`${checkpoint} a.txt`)).perplexity, perplexity);
  });

  it('opens any kind of model: n-grams, a mixture, a folder of a run', async () => {
    await place.run('ngram --text a.txt --order 2 --wbdiscount --interpolate --lm a.arpa');
    const { stdout } = await place.run('ngram --lm a.arpa --ppl a.txt');
    const [lines] = /^file a.txt: .*\n.*\n/.exec(stdout) ?? assert.fail(stdout);
    assert.ok((await place.run('score a.arpa a.txt')).stdout.startsWith(lines));

    const folder = '20260102-030405-00000000';
    const members = [
      { name: 'net', weight: 0.5, reference: { kind: 'run', id, checkpoint: 'usual' } },
      {
        name: 'n-grams',
        weight: 0.5,
        reference: { kind: 'file', uri: pathToFileURL(place.path('a.arpa')).href },
      },
    ];
    const record = {
      ...{ version: 1, id: folder, name: 'both', createdAt: '2026-01-02T03:04:05.000Z', vocabulary: 7 },
      ...{ kind: 'mixture', combination: 'linear', members },
    };
    mkdirSync(place.path(`elman-runs/${folder}`));
    writeFileSync(place.path(`elman-runs/${folder}/model.json`), JSON.stringify(record));
    const mixed = JSON.parse((await place.run(`mix ${id} a.arpa --text a.txt --json`)).stdout);
    for (const name of [folder, `elman-runs/${folder}/`])
      assert.ok(Math.abs((await figures(`${name} a.txt`)).perplexity / mixed.perplexity - 1) < 1e-5, name);

    const file = readFileSync(place.path('m.safetensors'));
    file.writeFloatLE(Number.NaN, file.length - 8);
    writeFileSync(place.path('nan.safetensors'), file);
    const commands = [
      'score nan.safetensors a.txt',
      'sample nan.safetensors',
      'mix nan.safetensors a.arpa --text a.txt',
    ];
    for (const command of commands) {
      const refused = await place.run(command);
      assert.deepEqual([refused.code, refused.stdout], [1, ''], command);
      assert.match(refused.stderr, /nan\.safetensors: The weights .* in "[\w.]+" is NaN/, command);
    }

    const ended = await place.run('score elman-runs a.txt');
    assert.equal(ended.code, 1);
    assert.match(ended.stderr, /^Neither a file nor a run "elman-runs" was found \(EISDIR\)\./);
  });

  it('names the file that is damaged, and the place', async () => {
    const line = 'rnnlm -train a.txt -valid a.txt -rnnlm whole -hidden 3 -class 2 -max-iter 1 -debug 0';
    assert.equal((await place.run(line)).code, 0);
    await place.run('ngram --text a.txt --order 2 --lm whole.arpa');
    const faster = 'test/fixtures/fasterRnnlm/sigmoid';
    writeFileSync(place.path('words'), readFileSync(faster));
    writeFileSync(place.path('words.nnet'), readFileSync(`${faster}.nnet`).subarray(0, 300));
    const cut: Record<string, RegExp> = {
      'm.safetensors': /^cut-m\.safetensors: This safetensors file is damaged: its tensor /,
      whole: /^cut-whole: This rnnlm model is incomplete: it ends in line \d+, before /,
      'whole.arpa': /^Line \d+ of "cut-whole\.arpa" is /,
    };
    for (const [name, message] of Object.entries(cut)) {
      const bytes = readFileSync(place.path(name));
      writeFileSync(place.path(`cut-${name}`), bytes.subarray(0, bytes.length * 0.8));
      const { code, stderr } = await place.run(`score cut-${name} a.txt`);
      assert.equal(code, 1);
      assert.match(stderr, message);
    }
    assert.match((await place.run('score words a.txt')).stderr, /^words: The two files .* follow byte 20/);
  });

  it('prints scores as readable text', async () => {
    const { stdout } = await place.run('score m.safetensors a.txt');
    const { log10Probability, perplexity } = await figures('m.safetensors a.txt');
    const [, logprob, ppl, ppl1] =
      /^file a\.txt: 60 sentences, 270 words, 0 OOVs\n0 zeroprobs, logprob= (\S+) ppl= (\S+) ppl1= (\S+)$/m.exec(
        stdout,
      ) ?? [];
    const near = (found: string, expected: number) =>
      assert.ok(Math.abs(Number(found) / expected - 1) < 1e-5, found);
    near(logprob, log10Probability);
    near(ppl, perplexity);
    near(ppl1, 10 ** (-log10Probability / 270));
    assert.match(stdout, /^tokens +330$/m);
    assert.match(stdout, /^perplexity without sentence ends +\d+\.\d\d$/m);
  });

  it('samples the same for the same seed', async () => {
    const sample = async (flags: string) =>
      (await place.run(`sample m.safetensors --length 25 ${flags}`)).stdout;
    const text = await sample('');
    assert.ok(text.trim().split(/\s+/).length > 10, text);
    assert.equal(await sample('--seed 1'), text);
    assert.notEqual(await sample('--seed 2'), text);
    const greedy = await sample('--temperature 0');
    assert.notEqual(greedy, text);
    assert.equal(await sample('--top-k 1 --seed 3'), greedy);
    assert.equal(await sample('--top-p 0 --seed 4'), greedy);
    assert.match(await sample('--stop-at-sentence-end --length 500'), /^[^\n]+\n+$/);
    assert.match(await sample('--stop-at sat --length 500'), /^([^s]|s(?!at))*sat \n$/);
    const primed = await place.run([
      'sample',
      id,
      '--prime',
      'the dog',
      '--temperature',
      '0',
      '--length',
      '2',
      '--json',
    ]);
    const { text: continued, prime, iteration } = JSON.parse(primed.stdout);
    assert.deepEqual([continued.trim(), prime, iteration], ['sat on', 'the dog', 300]);
  });

  it('samples from any kind of model', async () => {
    await place.run('ngram --text a.txt --order 2 --wbdiscount --interpolate --lm b.arpa');
    const rnnlm = 'rnnlm -train a.txt -valid a.txt -rnnlm rnnlm -hidden 10 -class 3 -max-iter 20 -debug 0';
    assert.equal((await place.run(rnnlm)).code, 0);
    for (const model of ['m.safetensors', id, 'b.arpa', 'rnnlm']) {
      const line = `sample ${model} --temperature 0 --length 3 --json --prime`;
      const { code, stdout, stderr } = await place.run([...line.split(' '), 'the cat']);
      assert.equal(code, 0, stderr);
      assert.match(JSON.parse(stdout).text, /^sat/, model);
    }
  });

  it('reports a model that does not exist, and a file that is not a model', async () => {
    const none = await place.run('score none.safetensors a.txt');
    assert.deepEqual([none.code, none.stdout], [1, '']);
    assert.match(none.stderr, /^Neither a file nor a run "none.safetensors"/);
    const text = await place.run('sample a.txt');
    assert.equal(text.code, 1);
    assert.doesNotMatch(text.stderr, /\n {4}at /);
  });

  it('checks the gradients of a network with the settings given', async () => {
    const ended = await place.run('check-gradients --cell lstm --layers 2');
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stdout, /^Whh_l1 +5 x 20 +\S+e-\d+ +ok$/m);
    const { parameters } = JSON.parse((await place.run('check-gradients --cell gru --json')).stdout);
    assert.deepEqual(
      parameters.map(({ name }: { name: string }) => name),
      ['Wxh', 'Whh', 'bhh', 'bh', 'Why', 'by'],
    );
  });

  it('names the wrong gradient', () => {
    const entry = { rows: 2, columns: 3, row: 0, column: 0, analytic: 1, numeric: 2 };
    const parameters = [
      { ...entry, name: 'Wxh', error: 1e-9 },
      { ...entry, name: 'Whh', error: 0.3 },
      { ...entry, name: 'bh', error: Number.NaN },
    ];
    const text = inWords({ parameters, tolerance: 1e-6, isRight: false });
    assert.match(text, /^Wxh .* ok$/m);
    assert.match(text, /^Whh .*3\.0e-1 +WRONG$/m);
    assert.match(text, /^bh .*NaN +WRONG$/m);
    assert.match(text, /Some gradients are wrong/);
  });
});
