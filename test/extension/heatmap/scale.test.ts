import assert from 'node:assert/strict';
import fc from 'fast-check';
import { colouredRanges } from '../../../src/extension/heatmap/colouredRanges';
import { partsOf } from '../../../src/extension/heatmap/documentParts';
import { briefly, unknownWords } from '../../../src/extension/heatmap/legend';
import {
  type HeatmapScale,
  levelOf,
  levelOfValue,
  negative,
  type Scale,
  type SurpriseMode,
  surpriseModes,
  thresholdsOf,
  unknown,
} from '../../../src/extension/heatmap/scale';
import { quantileThresholds, vocabularyThresholds } from '../../../src/extension/heatmap/thresholds';
import { roundedUp, unitScale } from '../../../src/extension/heatmap/unitScale';
import type { UnitReading } from '../../../src/protocol/unitReading';

const ln2 = Math.LN2;
const scales: Record<SurpriseMode, Scale> = {
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

  it('accepts thresholds in any order, and leaves out invalid ones', () => {
    assert.deepEqual(thresholdsOf('bits', [5, 1, 5, 'x', null]), [1, 5]);
    assert.deepEqual(thresholdsOf('probability', [0.1, 0.5]), [0.5, 0.1]);
    for (const wrong of [[], 'many', [Number.NaN], undefined])
      assert.deepEqual(thresholdsOf('rank', wrong), []);
    assert.equal(thresholdsOf('bits', [1, 2, 3, 4, 5, 6]).length, 4);
  });
});

describe('the legend of the heatmap', () => {
  const scale = (share: number, isScored = true): HeatmapScale => ({
    ...{ mode: 'bits', thresholds: [1, 3], basis: 'settings', unknown: { share, isScored } },
  });

  it('contains the share of unknown tokens, also if they are scored as <unk>', () => {
    assert.match(briefly(scale(0)), /^bits from ░ 1\s▒ 3$/);
    assert.match(briefly(scale(0.12)), /▒ 3 · 12% unknown$/);
    assert.equal(briefly(scale(0.6)), '60% unknown to the model');
  });

  it('says how unknown tokens are drawn', () => {
    assert.match(unknownWords(scale(0)), /^Tokens outside .* the probability of <unk>\.$/);
    assert.match(unknownWords(scale(0.12)), /^12% of the tokens .* unknown to the model\. Tokens outside/);
    assert.match(unknownWords(scale(0.12, false)), /^12% of .* Dashed underline/);
  });
});

describe('automatic thresholds', () => {
  const reading = (bits: readonly number[], ranks: readonly number[] = bits.map(Math.ceil)) => ({
    starts: Int32Array.from(bits, (_, i) => i),
    ends: Int32Array.from(bits, (_, i) => i + 1),
    logProbs: Float64Array.from(bits, each => -each * ln2),
    ranks: Int32Array.from(ranks),
    vocabulary: 61,
    unknown: bits.filter(Number.isNaN).length,
    hasUnknown: false,
  });
  const upTo = (end: number) => Array.from({ length: end }, (_, i) => i);

  it('are the quantiles of all that was read, by the measure of the mode', () => {
    const readings = [reading(upTo(40)), reading(upTo(100).slice(40)), reading([Number.NaN, Number.NaN])];
    assert.deepEqual(quantileThresholds('bits', readings), [50, 75, 90, 97]);
    assert.deepEqual(quantileThresholds('rank', readings), [50, 75, 90, 97]);
    const [half, ...others] = quantileThresholds('probability', readings) ?? [];
    assert.deepEqual([half, others.length], [Number((2 ** -50).toPrecision(2)), 3]);
  });

  it('leave about half, a quarter, an eighth of a text in each level, whatever the model', () => {
    const bits = fc.array(fc.double({ min: 1.1, max: 30, noNaN: true }), { minLength: 50, maxLength: 300 });
    fc.assert(
      fc.property(bits, values => {
        const thresholds = quantileThresholds('bits', [reading(values)]) ?? [];
        const scale = { mode: 'bits', thresholds } as const;
        const levels = values.map(each => levelOf(scale, -each * ln2, 1));
        assert.ok(
          thresholds.length >= 1 && thresholds.every((each, i) => i === 0 || each > thresholds[i - 1]),
        );
        // A token counts as close to a threshold within 5 %, because rounding to two digits changes a
        // threshold by at most 5 %.
        const isNear = values.filter(each => thresholds.some(at => Math.abs(each / at - 1) <= 0.05)).length;
        const uncoloured = levels.filter(level => level === 0).length;
        assert.ok(
          Math.abs(uncoloured - values.length / 2) <= isNear + 1,
          `${uncoloured} of ${values.length}`,
        );
      }),
    );
  });

  it('never colour a token that is more likely than all others together', () => {
    const certain = [...Array(95).fill(0.001), 0.5, 2, 3, 4, 5];
    assert.deepEqual(quantileThresholds('bits', [reading(certain)]), [1, 3]);
    assert.deepEqual(quantileThresholds('probability', [reading(certain)]), [0.5, 0.13]);
    const first = Array(100).fill(1);
    assert.deepEqual(quantileThresholds('rank', [reading(first, first)]), [1]);
  });

  it('need some text; without it they follow from the number of symbols', () => {
    assert.equal(quantileThresholds('bits', [reading(upTo(49))]), undefined);
    assert.deepEqual(vocabularyThresholds('bits', 64), [1, 3, 6, 10]);
    assert.deepEqual(vocabularyThresholds('rank', 10_000), [1, 10, 100, 1000]);
    assert.deepEqual(vocabularyThresholds('probability', 64), [0.5, 0.13, 0.016, 0.00098]);
    for (const mode of surpriseModes) assert.ok(vocabularyThresholds(mode, 1).length > 0);
  });

  it('come from all parts of a long document, and from the whole of a short one', () => {
    assert.deepEqual(partsOf(5000), [{ origin: 0, start: 0, end: 5000 }]);
    const parts = partsOf(1e7);
    assert.equal(parts.length, 8);
    for (const [i, { origin, start, end }] of parts.entries()) {
      assert.ok(origin < start && Math.floor((8 * start) / 1e7) === i && Math.floor((8 * end) / 1e7) === i);
      assert.equal(end - start, 1024);
    }
  });
});

describe('the scale of a unit', () => {
  const reading = (values: readonly number[]): UnitReading => ({
    starts: Int32Array.from(values, (_, i) => i),
    ends: Int32Array.from(values, (_, i) => i + 1),
    logProbs: new Float64Array(values.length),
    ...{ vocabulary: 5, unknown: values.filter(Number.isNaN).length, hasUnknown: false },
    unit: {
      parts: [{ name: 'h', layer: 0, size: 20, kind: 'state' }],
      place: { name: 'h', layer: 0, unit: 3 },
      values: Float32Array.from(values),
    },
  });

  it('ends at the largest absolute value, rounded up, and does not shrink for the same unit', () => {
    assert.deepEqual([0, 0.5, 0.51, 1, 1.2, 3, 61, 0.013].map(roundedUp), [1, 0.5, 1, 1, 2, 5, 100, 0.02]);
    const first = unitScale(reading([0.1, -3.9, Number.NaN]), undefined);
    assert.deepEqual([first.range, first.size, first.unknown.share], [5, 20, 1 / 3]);
    assert.equal(unitScale(reading([0.09]), first).range, 5);
    assert.equal(unitScale(reading([0.09]), { ...first, place: { ...first.place, unit: 4 } }).range, 0.1);
  });

  it('has levels for positive and negative values', () => {
    const { thresholds } = unitScale(reading([1]), undefined);
    const values = [0, 0.09, 0.1, 0.6, 1, -0.05, -0.31, -1, Number.NaN];
    const levels = values.map(value => levelOfValue({ thresholds }, value));
    assert.deepEqual(levels, [0, 0, 1, 3, 4, 0, negative(2), negative(4), unknown]);
    assert.equal(new Set(levels).size, 7);
  });

  it('colours the tokens by their values', () => {
    const found = reading([0.9, 0.8, -1, 0, Number.NaN]);
    assert.deepEqual(colouredRanges(found, unitScale(found, undefined)), [
      { level: 4, start: 0, end: 2 },
      { level: negative(4), start: 2, end: 3 },
      { level: unknown, start: 4, end: 5 },
    ]);
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
      // This token covers no text.
      [12, 12, 9],
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
