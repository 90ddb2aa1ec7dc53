import type { Score } from '../../../protocol/reader';

/**
 * The two lines that SRILM's `ngram -ppl` prints for a text, with its formulas: L is the sum of log10 P over the words
 * and sentence ends that have one,
 *
 *     ppl  = 10^(-L / (words - OOVs - zeroprobs + sentences))
 *     ppl1 = 10^(-L / (words - OOVs - zeroprobs))
 *
 * where the second leaves the sentence ends out of the count, though not of the sum. Its numbers are not translated:
 * programs read them.
 */
export function srilmLines(name: string, score: Score): string {
  const { scored, leftOut, zeroProbs, sentenceEnds, logProb } = score;
  const words = scored - sentenceEnds + leftOut + zeroProbs;
  const log10 = logProb / Math.LN10;
  const perplexity = (count: number) => (count > 0 ? general(10 ** (-log10 / count)) : 'undefined');
  const known = words - leftOut - zeroProbs;
  return [
    `file ${name}: ${sentenceEnds} sentences, ${words} words, ${leftOut} OOVs`,
    `${zeroProbs} zeroprobs, logprob= ${general(log10)} ppl= ${perplexity(known + sentenceEnds)} ppl1= ${perplexity(known)}`,
  ].join('\n');
}

/** Six significant digits, as C's %g. */
const general = (value: number) => String(Number(value.toPrecision(6)));
