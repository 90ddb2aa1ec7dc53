import assert from 'node:assert/strict';
import { comparisonShare } from '../../src/common/comparisonShare';
import type { KindsRecord } from '../../src/protocol/kindsComparison';

const record: KindsRecord = {
  ...{ version: 1, id: 'id', createdAt: '', settings: {}, heldOut: 10 },
  text: { name: 'text', uri: 'file:///text', fingerprint: '', bytes: 10, tokens: 10 },
  options: { budget: {}, models: ['hmm', 'elman', 'gru', 'lstm'], seeds: 2 },
  results: [{ model: 'hmm', reason: { template: '', args: [] } }],
};

describe('the progress of a comparison of kinds', () => {
  it('counts the kinds that have a result, and the seeds of the current kind', () => {
    assert.equal(comparisonShare(record), 0.25);
    assert.equal(comparisonShare(record, { model: 'elman', seed: 1, share: 0.5 }), 0.25 + 0.25 / 4);
    assert.equal(comparisonShare(record, { model: 'elman', seed: 2, share: 0.5 }), 0.25 + 0.75 / 4);
  });
});
