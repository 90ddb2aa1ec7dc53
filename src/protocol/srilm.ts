import type { Score } from './reader';

/** What a model made of a text, in the numbers that SRILM's `ngram -ppl` prints. */
export interface Totals {
  readonly sentences: number;
  /** Without the ends of sentences. */
  readonly words: number;
  /** Words that are not in the vocabulary. */
  readonly oovs: number;
  /** Words, and ends, of the vocabulary that the model holds impossible. */
  readonly zeroprobs: number;
  /** L: log10 P of all others. */
  readonly logProb: number;
}

/** What no id stands for is out of the vocabulary; words that `<unk>` stands for have its probability, and count. */
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

/** ppl = 10^(-L / (words - OOVs - zeroprobs + sentences)); NaN for nothing. */
export function ppl({ sentences, words, oovs, zeroprobs, logProb }: Totals): number {
  return perplexity(logProb, words - oovs - zeroprobs + sentences);
}

/** ppl1 = 10^(-L / (words - OOVs - zeroprobs)): the ends are left out of the count, though not of the sum. */
export function ppl1({ words, oovs, zeroprobs, logProb }: Totals): number {
  return perplexity(logProb, words - oovs - zeroprobs);
}

const perplexity = (logProb: number, count: number) => (count > 0 ? 10 ** (-logProb / count) : Number.NaN);

/** The two lines. Their numbers are not translated: programs read them. */
export function srilmLines(totals: Totals): string {
  const { sentences, words, oovs, zeroprobs, logProb } = totals;
  return [
    `${sentences} sentences, ${words} words, ${oovs} OOVs`,
    `${zeroprobs} zeroprobs, logprob= ${general(logProb)} ppl= ${general(ppl(totals))} ppl1= ${general(ppl1(totals))}`,
  ].join('\n');
}

/** As C++ streams print numbers: six digits. */
export function general(value: number): string {
  if (Number.isNaN(value)) return 'undefined';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const [digits, exponent] = value.toExponential(5).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(value.toPrecision(6)));
  return `${Number(digits)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
