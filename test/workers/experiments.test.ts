import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { RunStore } from '../../src/engine/storage/runs/runStore';
import { ClassicRuns } from '../../src/workers/classicRuns';
import { experimentClassic, experimentFiles } from '../../src/workers/experimentResults';
import { dueRunsOf, experimentText, planExperiment } from '../../src/workers/experiments';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { newHash } from '../../src/workers/ports';
import { CliFolder } from '../cli/runCli';
import { TEXT } from '../engine/support/sessions';

const bytes = new TextEncoder().encode(`${TEXT}\n`);
const texts = { texts: { 'a.txt': { name: 'a.txt', uri: 'file:///a.txt', bytes } } };
const settings = { 'model.hidden': 4, 'metrics.interval': 10 };

describe('experiments in the editor', () => {
  const place = new CliFolder();
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

  describe('that repeat a classic one', () => {
    const classicRuns = (store: RunStore) =>
      new ClassicRuns(store, { kernels: async () => referenceKernels() });
    const xor = { text: { generator: 'xor', number: 300 }, seeds: 2 };
    const short = { ...settings, 'training.maxIterations': 40, 'training.sequenceLength': 3 };

    it('have the figures of their finished runs, with thresholds and errors by position', async () => {
      const { source, ids, store } = await trained('xor', { settings: short, ...xor });
      const runs = classicRuns(store);
      const figures = await experimentClassic(store, { source, ids }, runs);
      assert.ok(figures);
      const [{ places, labels, runs: measured }] = figures.conditions;
      assert.deepEqual([figures.runs, figures.finished, measured.length], [2, 2, 2]);
      assert.ok(places.length === 12 && places.every(({ interval }) => interval));
      assert.deepEqual(labels.map(({ label }) => label).sort(), ['1', '2', '3']);
      assert.ok(measured.every(({ figures: own }) => own.length === 3 && own.every(({ figure }) => figure)));

      const [report, ...plots] = await experimentFiles(store, { source, ids }, runs, 'a (1).md');
      const markdown = Buffer.from(report.bytes).toString();
      assert.match(markdown, /^## Elman 1990$/m);
      assert.match(
        markdown,
        /^\| RMS of 1 - P\(bit\) at the third bit \|.*\| at most 0\.4 \| 0\.\d+, 0\.\d+ \|/m,
      );
      assert.match(markdown, /^!\[Loss by condition\]\(a%20%281%29-loss\.svg\)$/m);
      assert.match(markdown, /^!\[Error by position\]\(a%20%281%29-positions\.svg\)$/m);
      assert.deepEqual(
        plots.map(({ path }) => path),
        ['a (1)-loss.svg', 'a (1)-positions.svg'],
      );
      for (const { bytes } of plots) assert.match(Buffer.from(bytes).toString(), /<\/svg>\n$/);
    });

    it('leave out a run whose weights were removed, and other experiments have none', async () => {
      const { source, ids, store } = await trained('gone', {
        settings: { ...short, 'model.hidden': 3 },
        ...xor,
      });
      rmSync(place.path(`gone/${ids[0]}/checkpoints`), { recursive: true });
      const figures = await experimentClassic(store, { source, ids }, classicRuns(store));
      assert.deepEqual([figures?.runs, figures?.finished], [1, 2]);
      const other = await trained('other', { settings: { ...settings, 'training.maxIterations': 5 } });
      assert.equal(await experimentClassic(other.store, other, classicRuns(other.store)), undefined);
    });

    it('have a drawing of the clusters of words', async () => {
      const lexical = { text: { generator: 'lexical', number: 400 }, seeds: 1 };
      const words = { ...short, 'text.unit': 'word' };
      const { source, ids, store } = await trained('lexical', { settings: words, ...lexical });
      const figures = await experimentClassic(store, { source, ids }, classicRuns(store));
      assert.match(figures?.clusters ?? '', /^eat \(eating\) +[─┐┘]/m);
    });
  });
});
