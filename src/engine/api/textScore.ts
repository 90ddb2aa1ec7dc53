import {
  bitsPerCharacter,
  log10Probability,
  perplexity,
  perplexityWithoutEnds,
  perplexityWithoutUnknown,
} from '../../protocol/figures';
import type { Score } from '../../protocol/reader';
import type { TextScore } from './types';

/** A score with the field's figures in the place of its sums. */
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
