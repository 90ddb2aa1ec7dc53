import { SENTENCE_END } from '../../../engine/data/tokenizer';
import type { SentenceScore, WordScore } from '../../../engine/ngram/evaluate';
import { ppl, ppl1, type Tally } from '../../../engine/ngram/tally';

/** The reports of SRILM's `ngram -ppl`, line for line. */

/** As C++ streams print numbers: six digits. */
export function general(value: number): string {
  if (Number.isNaN(value)) return 'undefined';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const [digits, exponent] = value.toExponential(5).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(value.toPrecision(6)));
  return `${Number(digits)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

export function totals(tally: Tally): string {
  const { sentences, words, oovs, zeroprobs, logProb } = tally;
  return `${sentences} sentences, ${words} words, ${oovs} OOVs
${zeroprobs} zeroprobs, logprob= ${general(logProb)} ppl= ${general(ppl(tally))} ppl1= ${general(ppl1(tally))}
`;
}

/** A sentence with its totals and, if `lengths` are given, a line for every word. */
export function sentenceReport(
  { words, tally }: SentenceScore,
  lengths: readonly number[] | undefined,
): string {
  const names = words.map(({ word }) => word);
  const text = names.filter(word => word !== SENTENCE_END).join(' ');
  const listing = lengths ? words.map((score, i) => wordLine(score, names.slice(0, i), lengths[i])) : [];
  return `${text}\n${listing.join('')}${totals(tally)}\n`;
}

/** `p( mat | the ...) = [2gram] 0.0488589 [ -1.31106 ]` */
function wordLine({ word, logProb, isOov }: WordScore, before: readonly string[], length: number): string {
  const previous = before.at(-1);
  const history = previous === undefined ? '<s> ' : `${previous} ...`;
  const value = isOov ? Number.NEGATIVE_INFINITY : logProb;
  const found = isOov ? 'OOV' : `${length}gram`;
  return `\tp( ${word} | ${history}) \t= [${found}] ${general(10 ** value)} [ ${general(value)} ]\n`;
}
