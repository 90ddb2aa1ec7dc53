import type { ComparisonText } from '../comparison/comparedKind';
import { SENTENCE_END, UNKNOWN } from '../data/tokenizer';
import { Vocabulary } from '../data/vocabulary';
import { wordOfText } from '../vectors/files/wordText';

/** Words with fewer occurrences in the training part are one word, `<unk>`. */
const MINIMUM = 2;

/** The words of a text, numbered as in RNNLM: `</s>` is 0, and the others are sorted by descending count. */
export interface WordCorpus {
  readonly vocabulary: Vocabulary;
  /** The count of each word in the training part, [V]. */
  readonly counts: Int32Array;
  /** The first eight tenths of the tokens, the ninth and the last. */
  readonly training: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
}

/** Numbers the words of a text. Only words of the training part have a number; all others are `<unk>`. */
export function wordCorpus(text: ComparisonText): WordCorpus {
  const { symbols } = text.vocabulary;
  const cut = text.training.length - text.heldOut.length;
  const training = text.training.subarray(0, cut);
  const found = new Int32Array(symbols.length);
  for (const id of training) found[id]++;
  const known = [...symbols.keys()]
    .filter(id => id !== text.sentenceEnd && symbols[id] !== UNKNOWN && found[id] >= MINIMUM)
    .toSorted((a, b) => found[b] - found[a]);
  const words = [SENTENCE_END, ...known.map(id => symbols[id]), UNKNOWN];
  const numbers = new Int32Array(symbols.length).fill(words.length - 1);
  for (const [i, id] of known.entries()) numbers[id] = i + 1;
  if (text.sentenceEnd !== undefined) numbers[text.sentenceEnd] = 0;
  const numbered = (ids: Int32Array) => ids.map(id => numbers[id]);
  const counts = new Int32Array(words.length);
  for (const id of numbered(training)) counts[id]++;
  return {
    vocabulary: new Vocabulary(words, true),
    counts,
    training: numbered(training),
    validation: numbered(text.training.subarray(cut)),
    test: numbered(text.heldOut),
  };
}

/** Returns the words as RNNLM and word2vec store them, with a character for each byte. */
export const latin1Words = ({ vocabulary }: Pick<WordCorpus, 'vocabulary'>): string[] =>
  vocabulary.symbols.map(wordOfText);
