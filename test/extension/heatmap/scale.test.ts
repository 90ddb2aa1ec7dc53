import assert from 'node:assert/strict';
import fc from 'fast-check';
import { colouredRanges } from '../../../src/extension/heatmap/colouredRanges';
import {
  type HeatmapScale,
  levelOf,
  type Mode,
  thresholdsOf,
  unknown,
} from '../../../src/extension/heatmap/scale';

const ln2 = Math.LN2;
const scales: Record<Mode, HeatmapScale> = {
  bits: { mode: 'bits', thresholds: [1, 3, 6, 10] },
  rank: { mode: 'rank', thresholds: [1, 10, 100] },
  probability: { mode: 'probability', thresholds: [0.5, 0.1, 0.01] },
};

describe('the scale of the heatmap', () => {
  it('has a level for every threshold, by bits, rank or probability', () => {
    const byBits = [0, 0.99, 1, 2.9, 3, 9.9, 10, 40].map(bits => levelOf(scales.bits, -bits * ln2, 1));
    assert.deepEqual(byBits, [0, 0, 1, 1, 2, 3, 4, 4]);
    const byRank = [1, 2, 10, 11, 100, 101].map(rank => levelOf(scales.rank, -1, rank));
    assert.deepEqual(byRank, [0, 1, 1, 2, 2, 3]);
    const byProbability = [0.9, 0.49, 0.11, 0.09, 0.001].map(p =>
      levelOf(scales.probability, Math.log(p), 1),
    );
    assert.deepEqual(byProbability, [0, 1, 1, 2, 3]);
    for (const scale of Object.values(scales)) assert.equal(levelOf(scale, Number.NaN, 0), unknown);
    assert.equal(levelOf(scales.bits, Number.NEGATIVE_INFINITY, 1), 4);
  });

  it('accepts thresholds in any order, and uses the defaults for invalid ones', () => {
    assert.deepEqual(thresholdsOf('bits', [5, 1, 5, 'x', null], [2]), [1, 5]);
    assert.deepEqual(thresholdsOf('probability', [0.1, 0.5], [2]), [0.5, 0.1]);
    for (const wrong of [[], 'many', [Number.NaN], undefined])
      assert.deepEqual(thresholdsOf('rank', wrong, [2]), [2]);
    assert.equal(thresholdsOf('bits', [1, 2, 3, 4, 5, 6], []).length, 4);
  });
});

describe('colour patches', () => {
  const reading = (tokens: readonly (readonly [number, number, number])[]) => ({
    starts: Int32Array.from(tokens, ([start]) => start),
    ends: Int32Array.from(tokens, ([, end]) => end),
    logProbs: Float64Array.from(tokens, ([, , bits]) => -bits * ln2),
  });

  it('join adjacent tokens of one level, even across a space, and leave out predicted ones', () => {
    const words = reading([
      [0, 3, 4],
      [4, 7, 5],
      [8, 9, 0.2],
      [10, 12, 5],
      [12, 12, 9], // takes no place
      [13, 15, Number.NaN],
      [20, 22, Number.NaN],
    ]);
    assert.deepEqual(colouredRanges(words, scales.bits), [
      { level: 2, start: 0, end: 7 },
      { level: 2, start: 10, end: 12 },
      { level: unknown, start: 13, end: 15 },
      { level: unknown, start: 20, end: 22 },
    ]);
  });

  it('are as few as possible, in order, and show the level of every token', () => {
    const tokens = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(0, 2, 5, 50)), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(tokens, lengths => {
        let at = 0;
        const all = lengths.map(([length, bits]) => {
          at += length;
          return [at - length, at, bits] as const;
        });
        const patches = colouredRanges(reading(all), scales.bits);
        for (const [i, patch] of patches.slice(1).entries()) {
          const before = patches[i];
          assert.ok(patch.start >= before.end);
          assert.ok(patch.start > before.end || patch.level !== before.level);
        }
        for (const [start, end, bits] of all) {
          const patch = patches.find(each => each.start <= start && end <= each.end);
          assert.equal(patch?.level ?? 0, levelOf(scales.bits, -bits * ln2, 1));
        }
      }),
    );
  });
});
