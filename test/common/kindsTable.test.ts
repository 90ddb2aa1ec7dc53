import assert from 'node:assert/strict';
import { parseLimit } from '../../src/common/budget';
import { kindsCsv, kindsJson } from '../../src/common/kindsTable';
import type { KindsRecord } from '../../src/protocol/kindsComparison';

const figures = { parameters: 10, tokens: 20, seconds: 0.5, perplexity: 4 };
const record: KindsRecord = {
  ...{ version: 1, id: 'a', createdAt: '', settings: {}, heldOut: 30 },
  text: { name: 'text', uri: '', fingerprint: '', bytes: 0, tokens: 300 },
  options: { budget: {}, models: ['hmm', 'gru'], seeds: 1 },
  results: [
    {
      ...{ model: 'hmm', ...figures, file: 'hmm.safetensors', best: 'space', worst: 'digit' },
      groups: [
        { group: 'digit', tokens: 21, perplexity: 9 },
        { group: 'space', tokens: 22, perplexity: 2 },
      ],
    },
    { model: 'gru', reason: { template: 'needs {0}, "more"', args: [7] } },
  ],
};

describe('the table of a comparison of kinds of models', () => {
  it('is written as CSV', () => {
    assert.deepEqual(kindsCsv(record).split('\r\n'), [
      'model,parameters,tokens,seconds,perplexity,low,high,best,worst,digit,space,reason',
      'hmm,10,20,0.5,4,,,space,digit,9,2,',
      'gru,,,,,,,,,,,"needs 7, ""more"""',
      '',
    ]);
  });

  it('is written as JSON, as the command line does', () => {
    const [hmm, gru] = JSON.parse(kindsJson(record));
    const names = ['model', 'parameters', 'tokens', 'seconds', 'perplexity', 'best', 'worst', 'groups'];
    assert.deepEqual(Object.keys(hmm), names);
    assert.deepEqual(gru, { model: 'gru', reason: 'needs 7, "more"' });
  });
});

describe('a limit of a budget', () => {
  const limits: readonly [string, object | undefined][] = [
    ['tokens=1e6', { tokens: 1_000_000 }],
    [' seconds=0.5', { seconds: 0.5 }],
    ['parameters=1.5', undefined],
    ['tokens=0', undefined],
    ['hours=3', undefined],
    ['', undefined],
  ];
  for (const [text, limit] of limits)
    it(`is parsed: "${text}"`, () => assert.deepEqual(parseLimit(text), limit));
});
