import assert from 'node:assert/strict';
import { ComparisonStore } from '../../../src/engine/storage/comparisons/comparisonStore';
import type { KindsRecord } from '../../../src/protocol/kindsComparison';
import { MemoryFileSystem } from '../support/memoryFileSystem';

const TRIGRAM = {
  model: 'trigram',
  ...{ parameters: 9, tokens: 20, seconds: 0.5, perplexity: 3, file: 'trigram.arpa' },
  groups: [{ group: 'digit', tokens: 0, perplexity: 4 }],
  best: 'digit',
} as const;
const RECORD: KindsRecord = {
  ...{ version: 1, id: 'kinds', createdAt: '2026-01-02T03:04:05.000Z', heldOut: 0 },
  text: { name: 'a.txt', uri: 'file:///a.txt', fingerprint: '0f'.repeat(32), bytes: 99, tokens: 20 },
  settings: { 'model.hidden': 5 },
  options: { budget: { tokens: 20 }, models: ['trigram', 'gru'], seeds: 1 },
  results: [TRIGRAM, { model: 'gru', reason: { template: 'Too small: {0}', args: [5] } }],
};

describe('the store of comparisons', () => {
  it('returns what it stored', async () => {
    const store = new ComparisonStore(new MemoryFileSystem());
    await store.save(RECORD);
    assert.deepEqual(await store.read('kinds'), RECORD);
    await assert.rejects(store.read('gone'), /no comparison "gone"/);
  });

  for (const [what, change] of Object.entries({
    'another version': { version: 2 },
    'the id of another comparison': { id: 'other' },
    'no seed': { options: { ...RECORD.options, seeds: 0 } },
    'an unknown kind': { results: [{ ...TRIGRAM, model: 'oracle' }] },
    'a perplexity below 0': { results: [{ ...TRIGRAM, perplexity: -1 }] },
    'a path instead of a file': { results: [{ ...TRIGRAM, file: '../trigram.arpa' }] },
    'fewer than no tokens': { results: [{ ...TRIGRAM, groups: [{ ...TRIGRAM.groups[0], tokens: -1 }] }] },
  })) {
    it(`refuses a record with ${what}, and lists the others`, async () => {
      const disk = new MemoryFileSystem();
      const store = new ComparisonStore(disk);
      await store.save({ ...RECORD, id: 'second' });
      const bytes = new TextEncoder().encode(JSON.stringify({ ...RECORD, ...change }));
      await disk.writeAtomic('comparisons/kinds/comparison.json', bytes);
      await assert.rejects(store.read('kinds'), /comparison "kinds" \(comparison\.json\) is damaged/);
      assert.deepEqual(
        (await store.list()).map(({ id }) => id),
        ['second'],
      );
    });
  }
});
