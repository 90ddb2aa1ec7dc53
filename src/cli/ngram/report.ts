import { UNKNOWN } from '../../engine/data/tokenizer';
import { toWord } from '../../engine/families/ngram/arpa/symbols';
import type { SentenceScore, WordScore } from '../../engine/families/ngram/evaluate';
import { general, srilmLines } from '../../engine/scoring/srilm';

/**
 * Returns the report on a sentence in the format of SRILM's `ngram -ppl`: its totals, preceded by a line for
 * each word if `lengths` (the length of the n-gram used for each word) is given.
 */
export function sentenceReport(
  { words, tally }: SentenceScore,
  lengths: readonly number[] | undefined,
): string {
  const text = words.flatMap(({ word, isEnd }) => (isEnd ? [] : toWord(word))).join(' ');
  // Words are listed as the model reads them, so unknown words appear as `<unk>`.
  const names = words.map(({ word, isUnknown }) => (isUnknown ? UNKNOWN : toWord(word)));
  const listing = lengths ? words.map((score, i) => wordLine(score, names[i], names[i - 1], lengths[i])) : [];
  return `${text}\n${listing.join('')}${srilmLines(tally)}\n\n`;
}

/**
 * Returns a line such as `p( mat | the ...) = [2gram] 0.0488589 [ -1.31106 ]`. If `place` contains the sum of
 * the probabilities of all words, appends this sum, as in ` / 1`.
 */
function wordLine(
  { logProb, isOov, place }: WordScore,
  word: string,
  previous: string | undefined,
  length: number,
): string {
  const history = previous === undefined ? '<s> ' : `${previous} ...`;
  const value = isOov ? Number.NEGATIVE_INFINITY : logProb;
  const found = isOov || length === 0 ? 'OOV' : `${length}gram`;
  const sum = place ? ` / ${general(place.sum)}` : '';
  return `\tp( ${word} | ${history}) \t= [${found}] ${general(10 ** value)} [ ${general(value)} ]${sum}\n`;
}

/**
 * Counts how many words of a text had rank 1, at most rank 5, and at most rank 10 among the model's
 * predictions. Counts once with sentence ends and once without.
 */
export class Ranks {
  private readonly words = new Among();
  private readonly all = new Among();

  add({ words }: SentenceScore): void {
    for (const { isEnd, isOov, place } of words) {
      if (isOov || !place) continue;
      if (!isEnd) this.words.add(place.rank);
      this.all.add(place.rank);
    }
  }

  lines(): string {
    const { words, all } = this;
    return `${words.total} words, ${words.shares('')}\n${all.total} words+sents, ${all.shares('wSent')}\n`;
  }
}

class Among {
  total = 0;
  private readonly found = new Map([1, 5, 10].map(most => [most, 0]));

  add(rank: number): void {
    this.total++;
    for (const [most, count] of this.found) if (rank <= most) this.found.set(most, count + 1);
  }

  shares(ending: string): string {
    const shares = [...this.found].map(
      ([most, count]) => `rank${most}${ending}= ${general(count / Math.max(this.total, 1))}`,
    );
    return shares.join(' ');
  }
}
