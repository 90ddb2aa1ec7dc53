import assert from 'node:assert/strict';
import { type SmoothingName, smoothings } from '../../../../src/engine/families/ngram/smoothing';
import { textFile, train } from './support/train';

/** Fits a method to counts of counts. `counts[0]` is n_1, the number of n-grams that occur once. */
const fitOf = (name: SmoothingName, counts: readonly number[]) =>
  smoothings[name].fit(r => counts[r - 1] ?? 0, 2, {
    goodTuringMaximum: 3,
    added: 0.5,
    discount: 0.75,
    V: 20,
  });

const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-12, `${a} is not ${b}`);

describe('a smoothing method', () => {
  const usual = [1000, 300, 140, 80];
  /**
   * Each case: the method, the counts of counts, and for each count the expected probability times 50, after
   * a history with 50 words of which 7 are distinct. The last value says whether the discounts are default
   * values.
   */
  const cases: readonly (readonly [SmoothingName, readonly number[], Record<number, number>, boolean])[] = [
    // The discounts of Kneser-Ney are D1 = 0.625, D2 = 1.125 and D3+ = 11 / 7. They are computed with Y = n_1
    // / (n_1 + 2 n_2) = 0.625.
    ['kneserNey', usual, { 1: 0.375, 2: 0.875, 3: 3 - 11 / 7, 9: 9 - 11 / 7 }, false],
    // A discount that is 0, or that equals the whole count, is valid.
    ['kneserNey', [6, 3, 4, 6], { 1: 0.5, 2: 2, 3: 3 }, false],
    ['kneserNey', [6, 3, 0.5, 0], { 1: 0.5, 2: 0.25, 3: 0 }, false],
    ['kneserNey', [10, 5, 9, 4], { 1: 0.5, 2: 1, 3: 1.5 }, true],
    ['kneserNey', [10, 5, 0, 4], { 1: 0.5, 2: 1, 3: 1.5 }, true],
    ['unmodifiedKneserNey', usual, { 1: 0.375, 2: 1.375, 9: 8.375 }, false],
    ['unmodifiedKneserNey', [8, 0, 3], { 1: 0.5, 2: 1.5 }, true],
    ['unmodifiedKneserNey', [0, 8, 3], { 1: 0.5, 2: 1.5 }, true],
    ['wittenBell', usual, { 1: 50 / 57, 4: 200 / 57 }, false],
    ['absolute', usual, { 0.5: 0, 1: 0.25, 4: 3.25 }, false],
    ['natural', usual, { 1: (2550 - 42) / (2550 + 14), 4: (4 * (2550 - 42)) / (2550 + 14) }, false],
    ['additive', usual, { 1: (1.5 * 50) / 60, 4: (4.5 * 50) / 60 }, false],
  ];
  for (const [name, counts, shares, isFallback] of cases) {
    it(`${name} discounts as its equation says: counts of counts ${counts}`, () => {
      const fit = fitOf(name, counts);
      assert.equal(fit.isFallback ?? false, isFallback);
      for (const [count, kept] of Object.entries(shares)) near(fit.share(Number(count), 50, 7) * 50, kept);
    });
  }

  it('takes its parameters by name', () => {
    const [Y, n] = [0.625, usual];
    const { parameters } = fitOf('kneserNey', n);
    assert.deepEqual(Object.keys(parameters), ['D1', 'D2', 'D3+']);
    near(parameters.D2, 2 - (3 * Y * n[2]) / n[1]);
    assert.deepEqual(fitOf('unmodifiedKneserNey', n).parameters, { D: 0.625 });
    assert.deepEqual(fitOf('absolute', n).parameters, { D: 0.75 });
    assert.deepEqual(fitOf('additive', n).parameters, { k: 0.5 });
  });
});

describe('Good-Turing discounts by default', () => {
  it('are those of counts up to 1 for words, and up to 7 for longer n-grams', () => {
    const text = textFile('words-300-lines.txt');
    const fitsWith = (goodTuringMaximum?: number) =>
      train(text, 2, {
        smoothing: 'goodTuring',
        ...(goodTuringMaximum !== undefined && { goodTuringMaximum }),
      }).fits.map(({ parameters }) => parameters);
    const [one, seven] = [fitsWith(1), fitsWith(7)];
    assert.deepEqual(fitsWith(), [one[0], seven[1]]);
    assert.notDeepEqual(one[0], seven[0]);
    assert.notDeepEqual(one[1], seven[1]);
  });
});
