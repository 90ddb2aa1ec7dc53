import type { Score } from '../../protocol/reader';
import type { TextScore } from './types';

/** The field's figures from a score's sums. */
export function figuresOf(score: Score): TextScore {
  const { scored, sentenceEnds, characters, logProb, logProbWithoutEnds, ...counts } = score;
  return {
    ...counts,
    scored,
    sentenceEnds,
    characters,
    log10Probability: scored > 0 ? logProb / Math.LN10 : Number.NaN,
    perplexity: Math.exp(-logProb / scored),
    perplexityWithoutEnds: Math.exp(-logProbWithoutEnds / (scored - sentenceEnds)),
    bitsPerCharacter: -logProb / Math.LN2 / characters,
  };
}
