import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { RunStore } from '../../src/engine/storage/runs/runStore';
import { dueRunsOf, experimentText, planExperiment } from '../../src/workers/experiments';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { newHash } from '../../src/workers/ports';
import { Workplace } from '../cli/runCli';
import { TEXT } from '../engine/support/sessions';

const bytes = new TextEncoder().encode(`${TEXT}\n`);
const texts = { texts: { 'a.txt': { name: 'a.txt', uri: 'file:///a.txt', bytes } } };
const settings = { 'model.hidden': 4, 'metrics.interval': 10 };

describe('experiments in the editor', () => {
  const place = new Workplace();
  before(() => writeFileSync(place.path('a.txt'), bytes));
  after(() => place.remove());

  /** Trains an experiment with the command line. Returns its source, its folder of runs and their ids. */
  async function trained(name: string, parts: object) {
    const source = JSON.stringify({ version: 1, name, text: 'a.txt', settings, ...parts });
    writeFileSync(place.path(`${name}.elman.json`), source);
    const { code, stderr } = await place.run(`experiment ${name}.elman.json --runs ${name}`);
    assert.equal(code, 0, stderr);
    const ids = readdirSync(place.path(name)).filter(id => id.startsWith('run-'));
    return { source, ids: ids.sort(), store: new RunStore(new NodeFileSystem(place.path(name)), newHash) };
  }

  it('find the runs that the command line trained in phases', async () => {
    const phases = [
      { text: { generator: 'xor', number: 60 }, epochs: 1 },
      { epochs: 1, resetEvery: [3, 4] },
    ];
    const { source, ids } = await trained('phases', {
      settings: { ...settings, 'training.sequenceLength': 1 },
      ...{ phases, seeds: 2 },
    });
    const { runs, share } = await planExperiment(source, texts);
    assert.deepEqual(runs.map(({ id }) => id).sort(), ids);
    assert.equal(share, 1);
    const { text, phases: plans } = await experimentText(source, 'a.txt', texts);
    assert.equal(text.bytes.length, 61 + bytes.length, 'the generated text with its line end, then the file');
    assert.deepEqual(
      plans?.map(({ start, end }) => [start, end]),
      [
        [0, 61],
        [61, text.bytes.length],
      ],
    );
  });

  it('agree with the command line on what successive halving drops', async () => {
    const vary = { 'training.learningRate': [0.2, 0.1, 0.05, 0.001] };
    const { source, store } = await trained('halving', {
      settings: { ...settings, 'training.maxIterations': 80 },
      ...{ vary, design: { halving: 2 } },
    });
    const { runs, share } = await planExperiment(source, texts);
    assert.equal(share, 0.75, 'all train for a half, two of four for the other half');
    const ids = runs.map(({ id }) => id);
    const records = new Map((await store.records.list(ids)).map(record => [record.id, record]));
    const paused = ids.filter(id => records.get(id)?.state === 'paused');
    assert.equal(paused.length, 2);
    assert.deepEqual(await dueRunsOf(store, { source, ids }), { due: [], dropped: paused });
    await store.remove(ids[0], new Date().toISOString());
    assert.deepEqual((await dueRunsOf(store, { source, ids })).due, [{ id: ids[0], until: 41 }]);
  });
});
