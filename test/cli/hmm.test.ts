import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { ModelStore } from '../../src/engine/storage/models/modelStore';
import { trainStoredHmm } from '../../src/workers/maker/trainStoredHmm';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { CliFolder } from './runCli';

const TEXT = readFileSync('test/fixtures/text/raw.small.txt', 'utf8').slice(0, 6000);

describe('elman hmm', () => {
  const place = new CliFolder();
  const runs = async (line: string) => {
    const { code, stdout, stderr } = await place.run(line);
    assert.equal(code, 0, stderr);
    return stdout;
  };
  const json = async (line: string) => JSON.parse(await runs(`${line} --json`));
  before(() => writeFileSync(place.path('text.txt'), TEXT));
  after(() => place.remove());

  it('trains a model that all commands open, and its perplexity is that of elman score', async () => {
    const trained = await json('hmm text.txt --states 3 --iterations 20 --out m.safetensors');
    const scored = await json('score m.safetensors text.txt');
    // Score leaves out the first token, which only the initial states predict.
    assert.ok(Math.abs(trained.perplexity / scored.perplexity - 1) < 0.01);
    assert.equal(trained.states.length, 3);
    const shares = trained.states.reduce((sum: number, { share }: { share: number }) => sum + share, 0);
    assert.ok(Math.abs(shares - 1) < 1e-9);
    assert.equal((await runs('sample m.safetensors --length 20')).length > 0, true);
    assert.match(await runs('units m.safetensors text.txt --property word'), /p_l0/);
  });

  it('numbers the states from 1, like the editor', async () => {
    const printed = await runs('hmm text.txt --states 3 --iterations 2');
    assert.deepEqual(
      printed.split('\n').flatMap(line => /^(\d+) +[\d.]+%/.exec(line)?.[1] ?? []),
      ['1', '2', '3'],
    );
  });

  it('continues with the same bits as an undisturbed training', async () => {
    await runs('hmm text.txt --states 2 --iterations 12 --out whole.safetensors');
    await runs('hmm text.txt --states 2 --iterations 5 --out part.safetensors');
    await runs('hmm text.txt --resume part.safetensors --iterations 7 --out rest.safetensors');
    assert.ok(
      readFileSync(place.path('rest.safetensors')).equals(readFileSync(place.path('whole.safetensors'))),
    );
  });

  it('keeps the most likely of several starts', async () => {
    const line = 'hmm text.txt --states 4 --iterations 8 --seed 3';
    const one = await json(line);
    const several = await json(`${line} --restarts 4`);
    assert.equal(one.start, 1);
    assert.ok(several.start > 1 && several.logLikelihood > one.logLikelihood);
  });

  it('ends when the likelihood hardly rises', async () => {
    const { iteration } = await json('hmm text.txt --states 2 --iterations 500 --tolerance 0.001');
    assert.ok(iteration < 500);
  });

  it('writes the model as trained so far when it is interrupted', async () => {
    const { code } = await place.run('hmm text.txt --states 20 --iterations 1000000 --out half.safetensors', {
      interrupt: { at: /symbols/, signal: 'SIGINT' },
    });
    assert.equal(code, 130);
    assert.match(await runs('score half.safetensors text.txt'), /perplexity/);
  });

  it('handles one state, more states than symbols, and a text of one symbol', async () => {
    writeFileSync(place.path('one.txt'), 'aaaaaaaa');
    assert.equal((await json('hmm one.txt --states 1')).perplexity, 1);
    assert.ok(Math.abs((await json('hmm one.txt --states 5 --iterations 3')).perplexity - 1) < 1e-9);
    const unigram = await json('hmm text.txt --states 1 --iterations 2');
    assert.equal(unigram.states[0].share, 1);
  });

  it('opens models that the editor has stored, by their ids', async () => {
    const bytes = new TextEncoder().encode(TEXT);
    const text = { name: 'text.txt', uri: 'file:///text.txt', bytes };
    const store = new ModelStore(new NodeFileSystem(place.path('elman-runs')));
    const { id, perplexity } = await trainStoredHmm(
      { store, report: () => {} },
      {
        ...{
          name: 'states',
          text,
          settings: {},
          states: 3,
          iterations: 5,
          restarts: 1,
          byLine: false,
          isOfLetters: false,
        },
      },
    );
    const [listed] = (await runs('list --json')).trim().split('\n');
    assert.equal(JSON.parse(listed).kind, 'hidden Markov model');
    const scored = await json(`score ${id} text.txt`);
    assert.ok(Math.abs(perplexity / scored.perplexity - 1) < 0.01);
    assert.ok((await runs(`sample ${id} --length 20`)).length > 0);
    const { code } = await place.run(`score ${id} text.txt --tokens table.tsv`);
    assert.equal(code, 0);
    const { models } = JSON.parse(readFileSync(place.path('table.tsv.json'), 'utf8'));
    assert.deepEqual([models[0].kind, models[0].trainedOn.name], ['hidden Markov model', 'text.txt']);
  });

  const refused: readonly [line: string, code: number, message: RegExp][] = [
    ['hmm empty.txt', 1, /empty/],
    ['hmm text.txt --states 0', 2, /--states takes/],
    ['hmm text.txt --resume text.txt', 1, /not a hidden Markov model/],
    ['hmm other.txt --resume m.safetensors', 1, /other symbols/],
    ['hmm text.txt --resume m.safetensors --states 4', 2, /omit --states/],
    ['train text.txt --weights m.safetensors', 1, /not a network/],
    ['lesion m.safetensors --units h:0 --text text.txt', 1, /./],
  ];
  for (const [line, expected, message] of refused) {
    it(`refuses: ${line}`, async () => {
      writeFileSync(place.path('empty.txt'), '');
      writeFileSync(place.path('other.txt'), 'zzz');
      const { code, stderr } = await place.run(line);
      assert.equal(code, expected, stderr);
      assert.match(stderr, message);
    });
  }
});
