import assert from 'node:assert/strict';
import { RunRecordCache } from '../../src/extension/core/runRecordCache';
import { record } from '../webview/preview/run';

const ids = ({ all }: RunRecordCache) => all.map(({ id }) => id).sort();

describe('the cached records of runs', () => {
  it('ignore late answers of a store that is no longer used, also about runs that were not known', () => {
    const cache = new RunRecordCache();
    for (const id of ['stored', 'live']) cache.setStored(record({ id }));
    const requested = cache.now();
    cache.forgetStored(id => id === 'live');
    assert.deepEqual(ids(cache), ['live']);
    for (const id of ['stored', 'unknown']) assert.equal(cache.setStored(record({ id }), requested), false);
    assert.deepEqual(ids(cache), ['live']);
    assert.ok(cache.setStored(record({ id: 'new' }), cache.now()));
    assert.deepEqual(ids(cache), ['live', 'new']);
  });

  it('accept a restored run, although a late answer says that it was missing before', () => {
    const cache = new RunRecordCache();
    cache.setStored(record({ id: 'a' }));
    cache.delete('a');
    const refreshed = cache.now();
    const restored = cache.now();
    cache.deleteMissing('a', refreshed);
    assert.ok(cache.setStored(record({ id: 'a' }), restored));
    assert.deepEqual(ids(cache), ['a']);
  });
});
