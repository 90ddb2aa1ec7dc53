import type { KindsRecord } from '../../src/protocol/kindsComparison';

/** Returns the record of a comparison of kinds of models that has no result yet. */
export const comparisonRecord = (id: string): KindsRecord => ({
  ...{ version: 1, id, createdAt: '2026-01-02T03:04:05.000Z', settings: {}, heldOut: 10 },
  text: { name: 'text', uri: 'file:///text', fingerprint: '0'.repeat(64), bytes: 10, tokens: 10 },
  options: { budget: { tokens: 10 }, models: ['hmm', 'elman', 'gru'], seeds: 1 },
  results: [],
});
