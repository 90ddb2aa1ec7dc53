import assert from 'node:assert/strict';
import { words } from '../../../../../src/engine/data/words';
import { mixModels, type OpenMember } from '../../../../../src/engine/families/mixture/mixModels';
import { NgramModel } from '../../../../../src/engine/families/ngram/ngramModel';
import type { OpenModel } from '../../../../../src/engine/model/openModel';
import { storedModelSchema } from '../../../../../src/engine/storage/models/storedModelSchema';
import { parseJson } from '../../../../../src/engine/storage/parseJson';
import type { MixtureRecord } from '../../../../../src/protocol/storedModels';
import { UserError } from '../../../../../src/protocol/userError';
import { type Counts, changed, outcomes, type Roll } from '../../../support/mutants';
import { train } from '../../ngram/support/train';

const VALUES = [
  ...[
    '0',
    '1',
    '-1',
    '0.5',
    '1e308',
    '1e-320',
    '1e999',
    '-0',
    '100001',
    '4294967296',
    'null',
    'true',
    '[]',
    '{}',
  ],
  ...[
    '""',
    '"cache"',
    '"made"',
    '"linear"',
    '"logLinear"',
    '"../../x"',
    '"__proto__"',
    '[[[[',
    '\\',
    '"',
    ',',
  ],
];

/** Mutations of a JSON text: replace a value, delete a piece, duplicate a piece, replace a character. */
const mutations: readonly ((json: string, roll: Roll) => string)[] = [
  (json, roll) => {
    const found = [...json.matchAll(/"[^"]*"|-?\d[\d.e+-]*/g)];
    if (found.length === 0) return json;
    const { index, 0: value } = found[roll(found.length)];
    return json.slice(0, index) + VALUES[roll(VALUES.length)] + json.slice(index + value.length);
  },
  (json, roll) => {
    const at = roll(json.length);
    return json.slice(0, at) + json.slice(at + roll(40));
  },
  (json, roll) => {
    const at = roll(json.length);
    const piece = json.slice(at, at + roll(200));
    return json.slice(0, at) + piece + json.slice(at);
  },
  (json, roll) => {
    const at = roll(json.length);
    return json.slice(0, at) + String.fromCharCode(1 + roll(0x2fff)) + json.slice(at + 1);
  },
];

/** Returns the records of a linear and of a log-linear mixture. */
export function wholeMixtures(): string[] {
  const record = {
    version: 1,
    kind: 'mixture',
    id: '20260101-000000-abcd',
    name: 'both',
    createdAt: '2026-01-01T00:00:00.000Z',
    vocabulary: 5,
    members: [
      { reference: { kind: 'made', id: 'a' }, name: 'words', weight: 0.25, vocabulary: 5 },
      { reference: { kind: 'run', id: 'b', checkpoint: 'best' }, name: 'net', weight: 0.5, vocabulary: 4 },
      { reference: { kind: 'cache', size: 100, decay: 0.9 }, name: 'cache', weight: 0.25 },
    ],
    heldOut: { name: 'text', tokens: 100, perplexity: 12.5 },
  } as const;
  const records: MixtureRecord[] = [
    { ...record, combination: 'linear' },
    { ...record, combination: 'logLinear' },
  ];
  return records.map(each => JSON.stringify(each));
}

/**
 * Reads `count` mutants, and sums the probabilities of each mixture that can be loaded. Throws every error
 * that is not a UserError.
 */
export function readMixtureMutants(files: readonly string[], seed: number, count: number): Counts {
  return outcomes(
    seed,
    count,
    roll =>
      changed(files[roll(files.length)], roll, json => mutations[roll(mutations.length)](json, roll) || ' '),
    attempt,
    json => json,
  );
}

const [first, second] = ['a b\nb c\n', 'a a\nd\n'].map(text => open(text));

function open(text: string): OpenModel {
  const model = new NgramModel(train(text, 2, { smoothing: 'wittenBell' }).smoothed);
  return { model, tokenizer: words, description: '2-gram', iteration: 0 };
}

function attempt(json: string): keyof Counts {
  const record = parseJson(storedModelSchema, json);
  if (record?.kind !== 'mixture') return 'refused';
  const members = record.members.map(({ reference }): OpenMember => {
    if (reference.kind === 'cache') return { cache: reference };
    return { open: reference.kind === 'run' ? first : second };
  });
  try {
    const weights = record.members.map(({ weight }) => weight);
    const { model } = mixModels(members, weights, record.combination);
    const { state } = model.step(model.start(), 1);
    const sum = model.step(state, 2).logProbs.reduce((sum, logProb) => sum + Math.exp(logProb), 0);
    assert.ok(Math.abs(sum - 1) < 1e-9, `probabilities sum to ${sum}`);
    return 'loaded';
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
}
