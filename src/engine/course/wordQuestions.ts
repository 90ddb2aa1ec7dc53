import { sumOf } from '../vectors/neighbours';
import { accuracyOf } from '../vectors/word2vec/accuracy';
import { innerProduct, vectorOf, type WordVectors } from '../vectors/wordVectors';

/** Questions about words, four words each. */
export interface WordQuestions {
  /** `a b c d`: d is to c as b is to a. */
  readonly analogies: readonly string[];
  /** `a b c d`: d does not belong to the others. */
  readonly oddWords: readonly string[];
}

/** Number of questions, of those whose four words are all known, and of those that were answered right. */
export interface QuestionScore {
  readonly questions: number;
  readonly asked: number;
  readonly right: number;
}

const sections = { analogies: ': analogies', oddWords: ': odd words' } as const;

/** Reads a file of questions: a section of analogies, and a section of odd words. Each line is a question. */
export function readQuestions(file: string): WordQuestions {
  const lines = file.split('\n').map(line => line.trim());
  const inSection = (heading: string) => {
    const from = lines.indexOf(heading) + 1;
    if (from === 0) return [];
    const end = lines.findIndex((line, i) => i >= from && line.startsWith(':'));
    return lines.slice(from, end < 0 ? undefined : end).filter(line => line !== '');
  };
  return { analogies: inSection(sections.analogies), oddWords: inSection(sections.oddWords) };
}

/** Answers analogies by the vector nearest to b - a + c, as word2vec does. `unit` contains vectors of length 1. */
export function analogyScore(unit: WordVectors, analogies: readonly string[]): QuestionScore {
  const { sections: answered, questions, seen } = accuracyOf(unit, [': all', ...analogies].join('\n'));
  return { questions, asked: seen, right: answered[0]?.own.right ?? 0 };
}

/**
 * Answers which of four words does not belong to the others: the one whose vector has the smallest cosine with the sum of all
 * four. `unit` contains vectors of length 1. Guessing answers a quarter right.
 */
export function oddWordScore(unit: WordVectors, oddWords: readonly string[]): QuestionScore {
  const ids = new Map(unit.words.map((word, id) => [word, id]));
  const known = oddWords
    .map(question => question.split(' ').flatMap(word => ids.get(word) ?? []))
    .filter(words => words.length === 4);
  const right = known.filter(words => oddOf(unit, words) === words[3]).length;
  return { questions: oddWords.length, asked: known.length, right };
}

/** Returns the id of the word whose vector is farthest from the sum of all. */
function oddOf(unit: WordVectors, ids: readonly number[]): number {
  const vectors = ids.map(id => vectorOf(unit, id));
  const sum = sumOf(vectors);
  const cosines = vectors.map(vector => innerProduct(vector, sum));
  return ids[cosines.indexOf(Math.min(...cosines))];
}
