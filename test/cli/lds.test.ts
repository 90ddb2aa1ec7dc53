import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { ModelStore } from '../../src/engine/storage/models/modelStore';
import { trainStoredLds } from '../../src/workers/maker/trainStoredLds';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { CliFolder } from './runCli';

const TEXT = readFileSync('test/fixtures/text/raw.small.txt', 'utf8').slice(0, 6000);

describe('elman lds', () => {
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
    const trained = await json('lds text.txt --states 6 --iterations 3 --passes 20 --out m.safetensors');
    const scored = await json('score m.safetensors text.txt');
    assert.ok(
      Math.abs(trained.perplexity / scored.perplexity - 1) < 1e-3,
      `${trained.perplexity}, ${scored.perplexity}`,
    );
    const unigram = await json('hmm text.txt --states 1 --iterations 2');
    assert.ok(trained.perplexity < 0.85 * unigram.perplexity, `${trained.perplexity}`);
    assert.equal(trained.modes.length, 6);
    assert.equal((await runs('sample m.safetensors --length 20')).length > 0, true);
    assert.match(await runs('units m.safetensors text.txt --property word'), /x_l0/);
    await runs('states m.safetensors text.txt --out states.safetensors');
    assert.ok(readFileSync(place.path('states.safetensors')).length > 6 * TEXT.length);
    assert.match(await runs('mix m.safetensors m.safetensors --text text.txt'), /./);
  });

  it('writes a network that predicts the same and can be trained further', async () => {
    const { perplexity } = await json(
      'lds text.txt --states 6 --iterations 1 --network linear.safetensors --out m6.safetensors',
    );
    const scored = await json('score linear.safetensors text.txt');
    assert.ok(Math.abs(scored.perplexity / perplexity - 1) < 1e-3, `${scored.perplexity}, not ${perplexity}`);
    await runs('lds text.txt --states 6 --iterations 1 --network tanh.safetensors --activation tanh');
    const near = await json('score tanh.safetensors text.txt');
    assert.ok(near.perplexity < 1.5 * perplexity, `${near.perplexity}`);
    await runs('train text.txt --weights tanh.safetensors --max-iterations 200 --out trained.safetensors');
    const trained = await json('score trained.safetensors text.txt');
    assert.ok(trained.perplexity < near.perplexity, `${trained.perplexity}`);
  });

  it('prints the eigenvalues, slowest first', async () => {
    const printed = await runs('lds text.txt --states 3 --iterations 1 --passes 1');
    const moduli = printed.split('\n').flatMap(line => /(\d\.\d+) +[\d.]+$/.exec(line)?.[1] ?? []);
    assert.equal(moduli.length, 3);
    assert.deepEqual([...moduli].sort().reverse(), moduli);
  });

  it('continues EM with the same bits as an undisturbed training', async () => {
    await runs('lds text.txt --states 3 --iterations 4 --passes 2 --out whole.safetensors');
    await runs('lds text.txt --states 3 --iterations 1 --passes 2 --out part.safetensors');
    await runs('lds text.txt --resume part.safetensors --iterations 3 --passes 2 --out rest.safetensors');
    assert.ok(
      readFileSync(place.path('rest.safetensors')).equals(readFileSync(place.path('whole.safetensors'))),
    );
  });

  it('writes the model as trained so far when it is interrupted', async () => {
    const line = 'lds text.txt --states 8 --iterations 1000000 --out half.safetensors';
    const { code } = await place.run(line, { interrupt: { at: /symbols/, signal: 'SIGINT' } });
    assert.equal(code, 130);
    assert.match(await runs('score half.safetensors text.txt'), /perplexity/);
  });

  it('handles one state, more states than symbols, and symbols that follow each other without chance', async () => {
    writeFileSync(
      place.path('two.txt'),
      [...TEXT].map(letter => ('aeiou'.includes(letter) ? 'v' : 'c')).join(''),
    );
    assert.equal((await json('lds two.txt --states 5 --iterations 2')).modes.length, 5);
    writeFileSync(place.path('turns.txt'), 'ab'.repeat(1000));
    assert.ok((await json('lds turns.txt --states 1 --passes 300')).perplexity < 1.1);
  });

  it('opens models that the editor has stored, by their ids', async () => {
    const bytes = new TextEncoder().encode(TEXT);
    const text = { name: 'text.txt', uri: 'file:///text.txt', bytes };
    const store = new ModelStore(new NodeFileSystem(place.path('elman-runs')));
    const ports = { store, kernels: async () => referenceKernels(), report: () => undefined };
    const choice = { states: 3, iterations: 1, passes: 1 };
    const { id, perplexity } = await trainStoredLds(ports, { name: 'system', text, settings: {}, ...choice });
    const lines = (await runs('list --json')).trim().split('\n');
    const listed = lines.map(line => JSON.parse(line)).find(entry => entry.id === id);
    assert.equal(listed?.kind, 'linear dynamical system');
    const scored = await json(`score ${id} text.txt`);
    assert.ok(Math.abs(perplexity / scored.perplexity - 1) < 0.01, `${perplexity}, ${scored.perplexity}`);
    await runs(`score ${id} text.txt --tokens table.tsv`);
    const { models } = JSON.parse(readFileSync(place.path('table.tsv.json'), 'utf8'));
    assert.deepEqual([models[0].kind, models[0].trainedOn.name], ['linear dynamical system', 'text.txt']);
  });

  const refused: readonly [line: string, code: number, message: RegExp][] = [
    ['lds empty.txt', 1, /empty/],
    ['lds one.txt', 1, /only one distinct symbol/],
    ['lds short.txt', 1, /needs at least \d+ tokens, and the text has 5/],
    ['lds turns.txt --states 4', 1, /\d is the largest possible number of states/],
    ['lds text.txt --states 0', 2, /--states takes/],
    ['lds text.txt --states 257', 2, /--states takes/],
    ['lds text.txt --resume text.txt', 1, /not a linear dynamical system/],
    ['lds other.txt --resume m.safetensors', 1, /other symbols/],
    ['lds text.txt --resume m.safetensors --states 4', 2, /omit --states/],
    ['lds text.txt --activation tanh', 2, /add --network/],
    ['train text.txt --weights m.safetensors', 1, /not a network/],
  ];
  for (const [line, expected, message] of refused) {
    it(`refuses: ${line}`, async () => {
      writeFileSync(place.path('empty.txt'), '');
      writeFileSync(place.path('one.txt'), 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
      writeFileSync(place.path('short.txt'), 'abcab');
      writeFileSync(place.path('other.txt'), 'zzzy');
      const { code, stderr } = await place.run(line);
      assert.equal(code, expected, stderr);
      assert.match(stderr, message);
    });
  }
});
