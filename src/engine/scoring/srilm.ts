import type { Score } from '../../protocol/textScore';
import type { Totals } from '../families/ngram/tally';

/**
 * Converts a score to SRILM's counts. If the model has `<unk>`, unknown words are scored as `<unk>` and do
 * not count as OOVs. If it has no `<unk>`, they count as OOVs.
 */
export function totalsOf(score: Score): Totals {
  const { scored, sentenceEnds, leftOut, zeroProbs, zeroProbEnds, logProb } = score;
  return {
    sentences: sentenceEnds + zeroProbEnds,
    words: scored - sentenceEnds + leftOut + zeroProbs - zeroProbEnds,
    oovs: leftOut,
    zeroprobs: zeroProbs,
    logProb: logProb / Math.LN10,
  };
}

/**
 * Returns ppl = 10^(-L / (words - OOVs - zeroprobs + sentences)), where L is the sum of log10 P. NaN if
 * nothing was scored.
 */
export function ppl({ sentences, words, oovs, zeroprobs, logProb }: Totals): number {
  return fromLog10(logProb, words - oovs - zeroprobs + sentences);
}

/**
 * Returns ppl1 = 10^(-L / (words - OOVs - zeroprobs)), where L is the sum of log10 P. Sentence ends do not
 * count as words here, but their log-probabilities are included in L.
 */
export function ppl1({ words, oovs, zeroprobs, logProb }: Totals): number {
  return fromLog10(logProb, words - oovs - zeroprobs);
}

const fromLog10 = (logProb: number, count: number) => (count > 0 ? 10 ** (-logProb / count) : Number.NaN);

/**
 * Formats the two lines that SRILM prints for a text. They are not translated, because programs parse them.
 * `noun`: whether the tokens are words or characters.
 */
export function srilmLines(totals: Totals, noun: 'words' | 'characters' = 'words'): string {
  const { sentences, words, oovs, zeroprobs, logProb } = totals;
  return [
    `${sentences} sentences, ${words} ${noun}, ${oovs} OOVs`,
    `${zeroprobs} zeroprobs, logprob= ${general(logProb)} ppl= ${general(ppl(totals))} ppl1= ${general(ppl1(totals))}`,
  ].join('\n');
}

/** Formats a number with six significant digits, as C++ streams do. */
export function general(value: number): string {
  if (Number.isNaN(value)) return 'undefined';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const [digits, exponent] = value.toExponential(5).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(value.toPrecision(6)));
  return `${Number(digits)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
