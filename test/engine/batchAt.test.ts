import assert from 'node:assert/strict';
import fc from 'fast-check';
import { batchAt, fillRandomWindow } from '../../src/engine/data/batches';
import { corpusOf } from './support/network';

/** Returns a text in which the id of every token is its position. */
const placesOf = (length: number) =>
  corpusOf(
    Array.from({ length }, (_, i) => i),
    2,
  );

function windowAt(length: number, step: number, B: number, T: number, before: number) {
  const inputs = new Int32Array((before + T) * B);
  const targets = new Int32Array(T * B);
  const place = batchAt(placesOf(length), step, { B, T, inputs, targets });
  return { ...place, inputs, targets };
}

describe('the windows of a text', () => {
  it('are consecutive, start again after the last whole one, and count passes', () => {
    const windows = [0, 1, 2, 3, 4].map(step => windowAt(8, step, 1, 2, 0));
    assert.deepEqual(
      windows.map(({ inputs, targets }) => [...inputs, ...targets]),
      [0, 2, 4, 0, 2].map(at => [at, at + 1, at + 1, at + 2]),
    );
    assert.deepEqual(
      windows.map(({ fresh }) => fresh),
      [true, false, false, true, false],
    );
    assert.deepEqual(
      windows.map(({ epoch }) => epoch),
      [0, 1 / 3, 2 / 3, 1, 4 / 3],
    );
  });

  it('start again, as in min-char-rnn, if fewer than T + 2 tokens are left', () => {
    assert.equal(windowAt(7, 2, 1, 2, 0).fresh, true);
    assert.equal(windowAt(8, 2, 1, 2, 0).fresh, false);
  });

  it('never read past the end of their stream, with or without steps before them', () => {
    const sizes = { B: fc.integer({ min: 1, max: 4 }), T: fc.integer({ min: 1, max: 6 }) };
    const any = fc.record({ ...sizes, before: fc.nat(9), extra: fc.nat(60), step: fc.nat(50) });
    fc.assert(
      fc.property(any, ({ B, T, before, extra, step }) => {
        const length = B * (before + T + 1) + extra;
        const stream = Math.floor(length / B);
        const { inputs, targets } = windowAt(length, step, B, T, before);
        for (const [i, place] of inputs.entries()) {
          assert.equal(Math.floor(place / stream), i % B, `input ${i} is at ${place}`);
          if (i >= B) assert.equal(place, inputs[i - B] + 1);
        }
        for (const [i, place] of targets.entries()) {
          assert.equal(Math.floor(place / stream), i % B, `target ${i} is at ${place}`);
          assert.equal(place, inputs[before * B + i] + 1);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('windows at random places', () => {
  /** Returns the index of the first input of each stream in the steps from 0 to `steps` - 1. */
  function placesIn(length: number, seed: number, steps: number, T: number): number[][] {
    const [inputs, targets] = [new Int32Array(T * 3), new Int32Array(T * 3)];
    return Array.from({ length: steps }, (_, step) => {
      fillRandomWindow(placesOf(length), seed, step, { B: 3, T, inputs, targets });
      return [...inputs.subarray(0, 3)];
    });
  }

  it('begin at every place of the text where a window fits, each about equally often', () => {
    const counts = new Map<number, number>();
    for (const place of placesIn(14, 1, 3000, 4).flat()) counts.set(place, (counts.get(place) ?? 0) + 1);
    assert.deepEqual(
      [...counts.keys()].sort((a, b) => a - b),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    );
    // 9,000 draws of 10 places: the standard deviation of a count is 28.
    for (const count of counts.values()) assert.ok(Math.abs(count - 900) < 5 * 28, `${count} of 9,000`);
  });

  it('depend on the seed, the step and the stream, not on earlier windows', () => {
    const places = placesIn(100_000, 1, 20, 2);
    assert.equal(new Set(places.flat()).size, 60);
    assert.deepEqual(placesIn(100_000, 1, 20, 2), places);
    assert.notDeepEqual(placesIn(100_000, 2, 20, 2), places);
  });

  it('have the tokens before them and their targets from the same part of the text', () => {
    const sizes = { B: fc.integer({ min: 1, max: 4 }), T: fc.integer({ min: 1, max: 6 }) };
    const any = fc.record({ ...sizes, before: fc.nat(9), extra: fc.nat(60), step: fc.nat(50) });
    fc.assert(
      fc.property(any, ({ B, T, before, extra, step }) => {
        const inputs = new Int32Array((before + T) * B);
        const targets = new Int32Array(T * B);
        const length = before + T + 1 + extra;
        fillRandomWindow(placesOf(length), 7, step, { B, T, inputs, targets });
        for (const [i, place] of inputs.entries()) if (i >= B) assert.equal(place, inputs[i - B] + 1);
        for (const [i, place] of targets.entries()) {
          assert.equal(place, inputs[before * B + i] + 1);
          assert.ok(place < length, `target ${i} is at ${place}`);
        }
      }),
      { numRuns: 300 },
    );
  });
});
