import assert from 'node:assert/strict';
import { CharacterCodes } from '../../../src/engine/attractors/characterCodes';
import { measureCapacity, TextMemory } from '../../../src/engine/attractors/textMemory';
import { type MeasuredCapacity, type ReadCharacter, UNITS } from '../../../src/protocol/attractors';

const lines = [
  'First Citizen:',
  'Before we proceed any further, h',
  'Speak, speak.',
  '吾輩は猫である。名前はまだ無い。',
  '𝒜 🐈 and a lone \ud83d surrogate',
];
const textOf = (characters: readonly ReadCharacter[]) =>
  characters.map(({ character }) => character).join('');

describe('the codes of characters', () => {
  it('give every line back, with characters of any plane', () => {
    const codes = new CharacterCodes(lines, 1);
    for (const line of lines) {
      const read = codes.decode(codes.encode(line));
      assert.equal(textOf(read).trimEnd(), line);
      assert.ok(read.every(({ bits, isReadable }) => bits === 0 && isReadable));
    }
  });

  it('are distinct for thousands of characters, and independent of the order of the lines', () => {
    const line = (k: number) =>
      String.fromCodePoint(...Array.from({ length: 32 }, (_, i) => 0x4e00 + 32 * k + i));
    const many = Array.from({ length: 128 }, (_, k) => line(k));
    const [codes, reversed] = [many, many.toReversed()].map(each => new CharacterCodes(each, 3));
    const words = new Set(many.flatMap(each => wordsOf(codes.encode(each))));
    assert.equal(words.size, 128 * 32);
    for (const each of many) assert.deepEqual(codes.encode(each), reversed.encode(each));
    assert.notDeepEqual(codes.encode(many[0]), new CharacterCodes(many, 4).encode(many[0]));
  });

  it('say which characters cannot be read', () => {
    const codes = new CharacterCodes(['ab'], 1);
    const state = codes.encode('ab');
    const flipped = (count: number) => codes.decode(state.map((bit, i) => (i < count ? -bit : bit)))[0];
    assert.deepEqual(flipped(1), { character: 'a', bits: 1, isReadable: true });
    assert.equal(flipped(4).isReadable, false);
    // Half of the bits in which two codes differ, flipped, are equally far from both.
    const [a, b] = [state.subarray(0, 16), state.subarray(16, 32)];
    const differing = [...a.keys()].filter(i => a[i] !== b[i]);
    const between = state.slice();
    for (const i of differing.slice(0, differing.length / 2)) between[i] = b[i];
    if (differing.length % 2 === 0) assert.equal(codes.decode(between)[0].isReadable, false);
  });
});

describe('lines of text in an attractor network', () => {
  const memory = { lines, stored: 3, seed: 1 };

  for (const kind of ['flip', 'erase'] as const)
    it(`are recalled after damage (${kind})`, () => {
      const start = { kind, line: 1, share: 0.125, trial: 0 };
      const { steps, end } = new TextMemory(memory).recall({ start });
      assert.deepEqual(end, { kind: 'stored', line: 1, distance: 0 });
      assert.equal(textOf(steps[steps.length - 1].characters), lines[1]);
      assert.notEqual(textOf(steps[0].characters), lines[1]);
      assert.ok(steps[0].distances[1] > 0 && steps[0].distances[1] <= 0.125 * UNITS);
      if (kind === 'flip') assert.equal(steps[0].distances[1], 64);
      assert.equal(steps[steps.length - 1].distances.length, 3);
    });

  it('are recalled from a typed start, with other damage in every trial', () => {
    const network = new TextMemory(memory);
    const { end } = network.recall({
      start: { kind: 'typed', line: 0, text: 'Before we proceed any furth' },
    });
    assert.deepEqual(end, { kind: 'stored', line: 1, distance: 0 });
    const trials = [0, 0, 1].map(trial => {
      return network.recall({ start: { kind: 'flip', line: 2, share: 0.3, trial } }).steps[0].characters;
    });
    assert.deepEqual(trials[0], trials[1]);
    assert.notDeepEqual(trials[0], trials[2]);
  });

  it('settle in the inverse when most bits are flipped', () => {
    const { end } = new TextMemory({ ...memory, stored: 1 }).recall({
      start: { kind: 'flip', line: 0, share: 0.9, trial: 0 },
    });
    assert.deepEqual(end, { kind: 'inverse', line: 0, distance: 0 });
  });

  it('are recalled by one step of attention', () => {
    const { steps, end, weights } = new TextMemory({ ...memory, stored: 5 }).recall({
      start: { kind: 'flip', line: 4, share: 0.2, trial: 0 },
      inverseTemperature: 0.05,
    });
    assert.equal(steps.length, 2);
    assert.deepEqual(end, { kind: 'stored', line: 4, distance: 0 });
    assert.ok(weights !== undefined && weights[4] > 0.99);
  });
});

describe('the capacity for a text', () => {
  // Lines with few distinct characters, which are alike.
  const similar = Array.from({ length: 60 }, (_, i) => `${i} is the number of this line`);

  it('is far below that for random patterns, which is about 0.138 N', () => {
    const { text, random } = measured(similar);
    assert.ok(text.points.length < 30);
    assert.equal(text.isAll, false);
    assert.ok(text.capacity < 10, `${text.capacity}`);
    assert.ok(random.capacity > 0.1 * UNITS && random.capacity < 0.17 * UNITS, `${random.capacity}`);
    assert.equal(random.points[0].recalled, 1);
    // Attention recalls every number of random patterns.
    assert.ok(random.points.every(({ attended }) => attended === 1));
  });

  it('is the number of all lines if recall never breaks', () => {
    const { text } = measured(lines.slice(0, 2));
    assert.deepEqual([text.capacity, text.isAll, text.points.length], [2, true, 2]);
  });
});

function measured(of: readonly string[]): MeasuredCapacity {
  const steps = measureCapacity(of, 1);
  let last = 0;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    assert.ok(step.value > last && step.value <= 1);
    last = step.value;
  }
}

/** Returns the codes in a state, as numbers. */
const wordsOf = (state: Int8Array) =>
  Array.from({ length: state.length / 16 }, (_, place) =>
    state.subarray(16 * place, 16 * place + 16).reduce((word, bit, i) => word + (bit > 0 ? 2 ** i : 0), 0),
  );
