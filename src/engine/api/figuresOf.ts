import type { Score } from '../../protocol/textScore';
import {
  bitsPerCharacter,
  log10Probability,
  perplexity,
  perplexityWithoutEnds,
  perplexityWithoutUnknown,
} from '../scoring/perplexities';
import type { TextScore } from './textScore';

/**
 * Converts a score for the public API: replaces the sums of log-probabilities by perplexities and bits per
 * character.
 */
export function figuresOf(score: Score): TextScore {
  const { logProb: _sum, logProbWithoutEnds: _words, logProbWithoutUnknown: _known, ...counts } = score;
  return {
    ...counts,
    log10Probability: log10Probability(score),
    perplexity: perplexity(score),
    perplexityWithoutEnds: perplexityWithoutEnds(score),
    perplexityWithoutUnknown: perplexityWithoutUnknown(score),
    bitsPerCharacter: bitsPerCharacter(score),
  };
}
