import { SENTENCE_END, type Tokenizer } from '../data/tokenizer';
import type { NgramModel } from './ngramModel';
import { addTo, emptyTally, type Tally } from './tally';

/** What the model said of one word. */
export interface WordScore {
  readonly word: string;
  /** log10 P(word | history). */
  readonly logProb: number;
  /** Words of the n-gram that was used; 0 for a word that is not in the vocabulary. */
  readonly length: number;
}

/** A sentence's words with its end, where it has one, and what they add up to. */
export interface SentenceScore {
  readonly words: readonly WordScore[];
  readonly tally: Tally;
}

/**
 * Every word of a text given the words of its sentence before it, sentence after sentence. A word that is not in
 * the vocabulary is no history for the next.
 */
export function evaluate(
  model: NgramModel,
  tokenizer: Tokenizer,
  text: string,
  visit: (sentence: SentenceScore) => void,
): Tally {
  const total = emptyTally();
  const found = { logProb: 0, length: 0, next: model.start() };
  let words: WordScore[] = [];
  let tally = emptyTally();
  const finish = () => {
    visit({ words, tally });
    addTo(total, tally);
    [words, tally] = [[], emptyTally()];
  };
  tokenizer.scan(text, true, word => {
    const id = model.vocabulary.id(word);
    const isKnown = model.vocabulary.has(word) && id !== model.vocabulary.unknown;
    found.logProb = Number.NEGATIVE_INFINITY;
    if (id >= 0) model.look(found.next, id, found);
    words.push({ word, logProb: found.logProb, length: isKnown ? found.length : 0 });
    if (word === SENTENCE_END) tally.sentences++;
    else tally.words++;
    if (!isKnown) {
      tally.oovs++;
      tally.oovLogProb += found.logProb;
    } else if (found.logProb === Number.NEGATIVE_INFINITY) tally.zeroprobs++;
    else tally.logProb += found.logProb;
    if (word === SENTENCE_END) finish();
  });
  if (words.length > 0) finish();
  return total;
}
