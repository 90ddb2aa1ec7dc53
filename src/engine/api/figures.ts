import type { Score } from '../../protocol/run';
import type { TextScore } from './types';

/** The field's figures from a score's sums. */
export function figuresOf(score: Omit<Score, 'run'>): TextScore {
  const { tokens, scored, unknown, sentenceEnds, characters, worst, logProb, logProbWithoutEnds } = score;
  return {
    tokens,
    scored,
    unknown,
    sentenceEnds,
    characters,
    log10Probability: scored > 0 ? logProb / Math.LN10 : Number.NaN,
    perplexity: Math.exp(-logProb / scored),
    perplexityWithoutEnds: Math.exp(-logProbWithoutEnds / (scored - sentenceEnds)),
    bitsPerCharacter: -logProb / Math.LN2 / characters,
    worst,
  };
}
