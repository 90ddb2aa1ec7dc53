import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openModel } from '../../src/engine/families/kinds';
import { decodeLds, encodeLds } from '../../src/engine/families/lds/ldsFile';
import { LdsLanguageModel } from '../../src/engine/families/lds/ldsLanguageModel';
import { lossOf } from '../../src/engine/families/lds/trainWithReadout';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { ModelStore } from '../../src/engine/storage/models/modelStore';
import type { LdsParams, LdsReport } from '../../src/protocol/ldsRecord';
import { trainStoredHmm } from '../../src/workers/maker/trainStoredHmm';
import { trainStoredLds } from '../../src/workers/maker/trainStoredLds';
import { MemoryFileSystem } from '../engine/support/memoryFileSystem';

const sample = readFileSync('media/samples/english.txt', 'utf8').slice(0, 3000);
const kernels = async () => referenceKernels();

const sourceOf = (text: string) => ({
  ...{ name: 'text.txt', uri: 'file:///text.txt', bytes: new TextEncoder().encode(text) },
});

async function train(
  text: string,
  changes: Partial<LdsParams> = {},
  isLast: (report: LdsReport) => boolean = () => false,
) {
  const store = new ModelStore(new MemoryFileSystem());
  const reports: LdsReport[] = [];
  const params: LdsParams = {
    ...{ name: 'm', text: sourceOf(text), settings: { 'training.seed': 3 } },
    ...{ states: 3, iterations: 4, passes: 2 },
    ...changes,
  };
  const stopping = new AbortController();
  const report = (progress: LdsReport) => {
    reports.push(progress);
    if (isLast(progress)) stopping.abort();
  };
  const record = await trainStoredLds({ store, kernels, report, stop: stopping.signal }, params);
  return { record, reports, trained: decodeLds(await store.trained(record)), store };
}

async function further(
  { store, record }: Pick<Awaited<ReturnType<typeof train>>, 'store' | 'record'>,
  text: string,
  iterations: number,
) {
  const params = { name: 'further', text: sourceOf(text), iterations, from: record.id };
  const longer = await trainStoredLds({ store, kernels, report: () => undefined }, params);
  return { longer, trained: decodeLds(await store.trained(longer)) };
}

describe('training a stored linear dynamical system', () => {
  it('reports the identification first and the end of the readout last, and stores what it says', async () => {
    const { record, reports, trained, store } = await train(sample);
    assert.deepEqual([reports[0].stage, reports[0].iteration], ['identification', 0]);
    assert.deepEqual([reports.at(-1)?.stage, reports.at(-1)?.share], ['readout', 1]);
    for (const [i, { share }] of reports.entries()) assert.ok(i === 0 || share >= reports[i - 1].share);
    assert.deepEqual(await store.read(record.id), record);
    const { states, iterations, passes, seed } = record;
    assert.deepEqual([states, iterations, passes, seed, trained.iteration], [3, 4, 2, 3, 4]);
    const { model } = await openModel({ name: 'm', bytes: await store.trained(record) }, { kernels });
    assert.ok(model instanceof LdsLanguageModel);
    const ids = Int32Array.from(sample, symbol => model.vocabulary.symbols.indexOf(symbol));
    assert.ok(Math.abs(record.perplexity / Math.exp(lossOf(model, ids)) - 1) < 1e-12);
  });

  it('continues a stored system with the bits of one long training', async () => {
    const first = await train(sample, { iterations: 1 });
    const { longer, trained } = await further(first, sample, 3);
    const whole = await train(sample, { iterations: 4 });
    assert.deepEqual(trained, whole.trained);
    const { id, name, createdAt } = longer;
    assert.deepEqual({ ...whole.record, id, name, createdAt }, longer);
    assert.ok(id !== first.record.id && name === 'further');
    assert.deepEqual(await first.store.read(first.record.id), first.record);
  });

  it('can be identified only, and continued by EM', async () => {
    const first = await train(sample, { iterations: 0, passes: 0 });
    assert.deepEqual([first.record.iterations, first.reports.length], [0, 1]);
    const { longer } = await further(first, sample, 2);
    assert.equal(longer.iterations, 2);
  });

  it('reports growing shares of EM alone, and 1 at the end only', async () => {
    const { reports } = await train(sample, { iterations: 2, passes: 0 });
    const shares = reports.map(({ share }) => share);
    assert.equal(shares.at(-1), 1);
    for (const share of shares.slice(0, -1)) assert.ok(share < 1, String(share));
  });

  it('stores the model as trained so far when EM is stopped, with one pass of the readout', async () => {
    const first = await train(sample, { iterations: 1_000_000 }, ({ stage }) => stage === 'identification');
    const { iterations, passes, requestedPasses } = first.record;
    assert.deepEqual([iterations, passes, requestedPasses], [0, 1, 2]);
    assert.deepEqual(first.trained, (await train(sample, { iterations: 0, passes: 1 })).trained);
    const { longer } = await further(first, sample, 1);
    assert.deepEqual([longer.iterations, longer.passes, longer.requestedPasses], [1, 2, undefined]);
  });

  it('counts the completed passes when the readout is stopped', async () => {
    const { record } = await train(sample, { passes: 1_000_000 }, ({ stage }) => stage === 'readout');
    assert.ok(record.passes > 0 && record.passes < 1_000_000);
    assert.deepEqual([record.iterations, record.requestedPasses], [4, 1_000_000]);
  });

  it('does not continue on a text that is read as other symbols than before', async () => {
    const { store, record, trained } = await train(sample);
    const [first, second, ...rest] = trained.symbols;
    const other = { ...record, id: 'other' };
    await store.create(other, encodeLds({ ...trained, symbols: [second, first, ...rest] }));
    await assert.rejects(further({ store, record: other }, sample, 1), /has other symbols/);
  });

  it('does not continue on a text that has changed since, nor a model of another kind', async () => {
    const first = await train(sample);
    await assert.rejects(further(first, `${sample}.`, 1), /has changed since "m" was trained on it/);
    const { store, record } = first;
    const hmm = await trainStoredHmm(
      { store, report: () => undefined },
      {
        ...{ name: 'h', text: sourceOf(sample), settings: {} },
        ...{ states: 1, iterations: 1, restarts: 1, byLine: false, isOfLetters: false },
      },
    );
    const other = { ...record, id: hmm.id };
    await assert.rejects(
      further({ store, record: other }, sample, 1),
      /"h" is not a linear dynamical system/,
    );
  });

  it('refuses texts that it cannot be identified from, and stores nothing', async () => {
    await assert.rejects(train(''), /"text.txt" is empty/);
    await assert.rejects(train('a'.repeat(100)), /only one distinct symbol/);
    await assert.rejects(train('abcab'), /needs at least \d+ tokens, and the text has 5/);
    await assert.rejects(train('ab'.repeat(100)), /is the largest possible number of states/);
  });
});
