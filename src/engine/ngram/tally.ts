import { exp } from '../core/math';

/** What a model made of a text, in the numbers that the field prints. */
export interface Tally {
  sentences: number;
  /** Without the ends of sentences. */
  words: number;
  /** Words that are not in the vocabulary. */
  oovs: number;
  /** Words, and ends, of the vocabulary that the model holds impossible. */
  zeroprobs: number;
  /** log10 P of all others. */
  logProb: number;
  /** log10 P of the words that are not in the vocabulary, as `<unk>`. */
  oovLogProb: number;
}

/** Makes up the tally of a sentence, or of a text of them. */
export function emptyTally(): Tally {
  return { sentences: 0, words: 0, oovs: 0, zeroprobs: 0, logProb: 0, oovLogProb: 0 };
}

export function addTo(tally: Tally, other: Tally): void {
  for (const key of Object.keys(other) as (keyof Tally)[]) tally[key] += other[key];
}

/** The perplexity as SRILM has it: per word and end of a sentence, those without a probability left out. */
export function ppl({ sentences, words, oovs, zeroprobs, logProb }: Tally): number {
  return perplexity(logProb, words - oovs - zeroprobs + sentences);
}

/** The same with the ends' probabilities, but per word. */
export function ppl1({ words, oovs, zeroprobs, logProb }: Tally): number {
  return perplexity(logProb, words - oovs - zeroprobs);
}

/** The perplexity as KenLM has it including words out of the vocabulary. */
export function pplWithUnknown({ sentences, words, logProb, oovLogProb }: Tally): number {
  return perplexity(logProb + oovLogProb, words + sentences);
}

/** 10^(-logProb / count); NaN for nothing. */
function perplexity(logProb: number, count: number): number {
  return count > 0 ? exp((-logProb / count) * Math.LN10) : Number.NaN;
}
