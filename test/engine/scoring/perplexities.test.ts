import assert from 'node:assert/strict';
import {
  bitsPerCharacter,
  log10Probability,
  meanSurprisal,
  perplexity,
  perplexityWithoutEnds,
  perplexityWithoutUnknown,
} from '../../../src/engine/scoring/perplexities';
import type { Score } from '../../../src/protocol/textScore';

/**
 * The score of a text in which five words have the probability 1/8, two unknown words 1/4, and three sentence
 * ends 1/2.
 */
const SCORE: Score = {
  tokens: 12,
  scored: 10,
  unknown: 3,
  leftOut: 1,
  zeroProbs: 1,
  zeroProbEnds: 0,
  sentenceEnds: 3,
  characters: 44,
  charactersLeftOut: 9,
  unreadable: 0,
  logProb: -22 * Math.LN2,
  logProbWithoutEnds: -19 * Math.LN2,
  logProbWithoutUnknown: -18 * Math.LN2,
  mostSurprising: [],
};
const NOTHING: Score = {
  ...SCORE,
  ...{ tokens: 1, scored: 0, unknown: 1, sentenceEnds: 0, characters: 0 },
  ...{ logProb: 0, logProbWithoutEnds: 0, logProbWithoutUnknown: 0 },
};

describe('figures of a score', () => {
  const figures: readonly [string, (score: Score) => number, number][] = [
    ['perplexity', perplexity, 2 ** 2.2],
    ['perplexity without ends', perplexityWithoutEnds, 2 ** (19 / 7)],
    ['perplexity without unknown words', perplexityWithoutUnknown, 2 ** (18 / 8)],
    ['bits per character', bitsPerCharacter, 0.5],
    ['log10 probability', log10Probability, -22 * Math.log10(2)],
    ['bits per token', meanSurprisal, 2.2],
  ];
  for (const [name, figure, expected] of figures) {
    it(`cover the tokens that count: ${name}`, () => {
      const found = figure(SCORE);
      assert.ok(Math.abs(found - expected) < 1e-12, `${found}, not ${expected}`);
    });

    it(`are NaN if no token was scored: ${name}`, () => assert.equal(figure(NOTHING), Number.NaN));
  }
});

describe('the probability of a text', () => {
  it('exists from one scored token on', () => {
    const one = { ...SCORE, scored: 1, logProb: -3 * Math.LN10 };
    assert.ok(Math.abs(log10Probability(one) + 3) < 1e-12);
    assert.ok(Number.isNaN(log10Probability({ ...one, scored: 0 })));
  });
});
