import { analogyOf, neighboursOf } from '../neighbours';
import type { WordVectors } from '../wordVectors';

/**
 * Number of correctly answered questions (`right`), and of questions whose four words are all known
 * (`asked`).
 */
export interface Answers {
  readonly right: number;
  readonly asked: number;
}

/** The results for one section of a file of questions. */
export interface Section {
  readonly name: string;
  readonly own: Answers;
  /**
   * The sums over all sections up to this one: of all sections, of those that test meaning, and of those that
   * test grammar.
   */
  readonly all: Answers;
  readonly semantic: Answers;
  readonly syntactic: Answers;
}

export interface Accuracy {
  readonly sections: readonly Section[];
  /** Number of all questions. `seen`: number of questions whose four words are all known. */
  readonly questions: number;
  readonly seen: number;
}

/** Number of sections that test meaning. They precede the sections that test grammar. */
const SEMANTIC = 5;

/**
 * Answers analogy questions as word2vec's compute-accuracy does. A question "a b c d" asks for the word d
 * that is to c as b is to a. The answer is the word whose vector is nearest to b - a + c. `unit` contains
 * vectors of length 1. Case is ignored.
 */
export function accuracyOf(unit: WordVectors, questions: string): Accuracy {
  const ids = new Map<string, number>();
  for (const [id, word] of unit.words.entries()) if (!ids.has(upper(word))) ids.set(upper(word), id);
  const tokens = questions.split(/[ \t\n\v\f\r]+/).filter(token => token !== '');
  const counter = new AnswerCounter();
  for (let at = 0; at < tokens.length && tokens[at] !== 'EXIT'; ) {
    if (tokens[at] === ':') {
      if (tokens[at + 1] === undefined) break;
      counter.startSection(tokens[at + 1]);
      at += 2;
      continue;
    }
    const words = tokens.slice(at, at + 4);
    if (words.length < 4) break;
    counter.count(isRight(unit, ids, words));
    at += 4;
  }
  return counter.result();
}

/**
 * Converts ASCII letters to upper case. Leaves all other characters unchanged, as C does for single bytes.
 */
const upper = (word: string) => word.replace(/[a-z]+/g, letters => letters.toUpperCase());

/** Returns whether the question is answered correctly. Undefined if one of its four words is not known. */
function isRight(unit: WordVectors, ids: ReadonlyMap<string, number>, words: readonly string[]) {
  const [a, b, c, answer] = words.map(word => ids.get(upper(word)));
  if (a === undefined || b === undefined || c === undefined || answer === undefined) return undefined;
  const vector = analogyOf(unit, [a, b, c]);
  const [best] = neighboursOf(unit, vector, { count: 1, except: [a, b, c], above: 0 });
  return best !== undefined && upper(unit.words[best.id]) === upper(unit.words[answer]);
}

class AnswerCounter {
  private readonly sections: Section[] = [];
  private questions = 0;
  private seen = 0;

  startSection(name: string): void {
    const before = this.sections.at(-1);
    const none = { right: 0, asked: 0 };
    const { all = none, semantic = none, syntactic = none } = before ?? {};
    this.sections.push({ name, own: none, all, semantic, syntactic });
  }

  count(right: boolean | undefined): void {
    this.questions++;
    if (right === undefined) return;
    this.seen++;
    const section = this.sections.pop();
    if (!section) return;
    const isSemantic = this.sections.length < SEMANTIC;
    const add = (answers: Answers): Answers => ({
      right: answers.right + Number(right),
      asked: answers.asked + 1,
    });
    this.sections.push({
      ...section,
      own: add(section.own),
      all: add(section.all),
      ...(isSemantic ? { semantic: add(section.semantic) } : { syntactic: add(section.syntactic) }),
    });
  }

  result(): Accuracy {
    const { questions, sections, seen } = this;
    return { sections, questions, seen };
  }
}
