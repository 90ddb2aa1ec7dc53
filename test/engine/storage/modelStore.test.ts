import assert from 'node:assert/strict';
import { ModelStore } from '../../../src/engine/storage/models/modelStore';
import type { HmmRecord } from '../../../src/protocol/hmmRecord';
import type { MixtureRecord, NgramRecord } from '../../../src/protocol/storedModels';
import type { VectorsRecord } from '../../../src/protocol/vectorsRecord';
import { MemoryFileSystem } from '../support/memoryFileSystem';

const common = { version: 1, createdAt: '2026-01-02T03:04:05.000Z', vocabulary: 9 } as const;
const NGRAM: NgramRecord = {
  ...common,
  ...{ kind: 'ngram', id: 'three', name: 'trigram', smoothing: 'kneserNey', ngrams: [9, 20, 31] },
  text: { name: 'a.txt', uri: 'file:///a.txt', fingerprint: '0f'.repeat(32), bytes: 99, tokens: 20 },
  settings: { 'ngram.order': 3 },
};
const MIXTURE: MixtureRecord = {
  ...common,
  ...{ kind: 'mixture', id: 'mix', name: 'mixed', combination: 'logLinear' },
  members: [
    { reference: { kind: 'made', id: 'three' }, name: 'trigram', weight: 0 },
    { reference: { kind: 'run', id: 'a-run', checkpoint: 0 }, name: 'run', weight: 1000 },
    { reference: { kind: 'cache', size: 1, decay: 1 }, name: 'cache', weight: 0.5 },
    { reference: { kind: 'cache', size: 100_000, decay: 0 }, name: 'cache', weight: 0.5 },
  ],
};
const VECTORS: VectorsRecord = {
  ...common,
  ...{ kind: 'vectors', id: 'vec', name: 'vectors', text: NGRAM.text, settings: {}, size: 1 },
};
const HMM: HmmRecord = {
  ...common,
  ...{ kind: 'hmm', id: 'hmm', name: 'states', text: NGRAM.text, settings: {} },
  ...{ states: 2, iterations: 10, perplexity: 15, raisedEmissions: 3, isOfLetters: false },
};
const ARPA = Buffer.from('\\data\\');
const NOW = '2026-02-02T03:04:05.000Z';

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

async function stored() {
  const disk = new MemoryFileSystem();
  const store = new ModelStore(disk);
  await store.create(NGRAM, ARPA);
  await store.createMixture(MIXTURE);
  return { disk, store };
}

describe('the store of n-grams and mixtures', () => {
  it('returns what it stored, and lists what it can read', async () => {
    const { disk, store } = await stored();
    assert.deepEqual(await store.read('three'), NGRAM);
    assert.deepEqual(await store.read('mix'), MIXTURE);
    assert.deepEqual(Buffer.from(await store.trained(NGRAM)), ARPA);
    await disk.writeAtomic('copied/model.json', bytesOf(NGRAM));
    await disk.writeAtomic('.hidden/model.json', bytesOf({ ...NGRAM, id: '.hidden' }));
    await disk.writeAtomic('a-run/run.json', bytesOf({}));
    assert.deepEqual(new Set((await store.list()).map(({ id }) => id)), new Set(['three', 'mix']));
    await assert.rejects(store.read('copied'), /model "copied" \(model\.json\) is damaged/);
    await assert.rejects(store.read('gone'), /no model "gone"/);
    await assert.rejects(
      store.trained({ ...NGRAM, id: 'mix' }),
      /file of the model "trigram" \(model\.arpa\) no longer exists/,
    );
  });

  it('renames a model', async () => {
    const { store } = await stored();
    await store.rename('mix', 'better');
    assert.deepEqual(await store.read('mix'), { ...MIXTURE, name: 'better' });
  });

  it('refuses a record with an impossible value', async () => {
    const { disk, store } = await stored();
    const members = (change: object) => ({ members: [{ ...MIXTURE.members[0], ...change }] });
    const cache = (change: object) =>
      members({ reference: { kind: 'cache', size: 9, decay: 0.5, ...change } });
    for (const change of [
      { version: 2 },
      { vocabulary: -1 },
      { kind: 'other' },
      { combination: 'product' },
      { members: [] },
      members({ weight: -0.1 }),
      members({ weight: 1000.5 }),
      members({ vocabulary: 0.5 }),
      cache({ size: 0 }),
      cache({ size: 100_001 }),
      cache({ decay: 1.01 }),
      cache({ decay: -0.01 }),
      { heldOut: { name: 'b.txt', tokens: 9, perplexity: -1 } },
    ]) {
      await disk.writeAtomic('mix/model.json', bytesOf({ ...MIXTURE, ...change }));
      await assert.rejects(store.read('mix'), /is damaged/, JSON.stringify(change));
      assert.deepEqual(await store.list(), [NGRAM]);
    }
  });

  it('removes models to the trash, and lists them there, the last removed first', async () => {
    const { disk, store } = await stored();
    const times = {
      three: NOW,
      mix: '2026-02-02T03:04:07.000Z',
      lost: NOW,
      older: '2026-01-02T03:04:05.000Z',
    };
    for (const id of ['lost', 'older']) await store.createMixture({ ...MIXTURE, id });
    await disk.writeAtomic('lost/model.json', Buffer.from('{'));
    for (const [id, time] of Object.entries(times)) await store.remove(id, time);
    assert.deepEqual(await store.list(), []);
    assert.deepEqual(
      (await store.removed()).map(({ id }) => id),
      ['mix', 'three', 'older'],
    );
  });

  it('restores the last model that was removed with an id', async () => {
    const { store } = await stored();
    await store.remove('three', '2026-02-02T03:04:06.000Z');
    await store.create({ ...NGRAM, name: 'older' }, ARPA);
    await store.remove('three', NOW);
    assert.deepEqual(await store.restore('three'), NGRAM);
    assert.deepEqual(Buffer.from(await store.trained(NGRAM)), ARPA);
    await assert.rejects(store.restore('mix'), /"mix" is no longer in the trash/);
  });

  it('stores a hidden Markov model, and says when its file no longer exists', async () => {
    const { disk, store } = await stored();
    await store.create(HMM, ARPA);
    assert.deepEqual(await store.read('hmm'), HMM);
    assert.deepEqual(Buffer.from(await store.trained(HMM)), ARPA);
    await disk.writeAtomic('hmm/model.json', bytesOf({ ...HMM, states: 0 }));
    await assert.rejects(store.read('hmm'), /is damaged/);
    await disk.remove('hmm/hmm.safetensors');
    await assert.rejects(store.trained(HMM), /model "states" \(hmm\.safetensors\) no longer exists/);
  });

  it('stores word vectors with their words, and the state of a stopped training until it ends', async () => {
    const { disk, store } = await stored();
    const files = { vectors: Buffer.from('1 1\n'), vocabulary: Buffer.from('a 9\n') };
    await store.saveVectors({ ...VECTORS, trained: 0.5 }, { ...files, training: Buffer.from('state') });
    assert.deepEqual(await store.vectors(VECTORS), { ...files, subwords: undefined });
    assert.deepEqual(await disk.read('vec/training.safetensors'), Buffer.from('state'));
    await store.saveVectors(VECTORS, files);
    assert.deepEqual(await store.read('vec'), VECTORS);
    assert.equal(await disk.read('vec/training.safetensors'), undefined);
    await store.saveVectors(VECTORS, { ...files, subwords: Buffer.from('parts') });
    assert.deepEqual((await store.vectors(VECTORS)).subwords, Buffer.from('parts'));
  });

  it('has the state of a training that was stopped, and says so if there is none', async () => {
    const { disk, store } = await stored();
    await assert.rejects(store.stoppedTraining(VECTORS), /"vectors" was not stopped/);
    await disk.writeAtomic(`${VECTORS.id}/training.safetensors`, Buffer.from('state'));
    assert.equal(Buffer.from(await store.stoppedTraining(VECTORS)).toString(), 'state');
  });
});
