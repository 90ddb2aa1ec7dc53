import { Draws, type GeneratedToken, type TextGenerator } from './generator';

type GrammaticalNumber = 'singular' | 'plural';

const nouns = {
  singular: ['boy', 'girl', 'cat', 'dog'],
  plural: ['boys', 'girls', 'cats', 'dogs'],
} as const;
const names = ['John', 'Mary'] as const;
/** Verbs, grouped by whether they take an object: always, optionally or never. */
const verbs = {
  always: ['chase', 'feed'],
  optional: ['see', 'hear'],
  never: ['walk', 'live'],
} as const;
const takesObject = [...verbs.always, ...verbs.optional];
const all = [...takesObject, ...verbs.never];

/** Maximum number of tokens in a sentence, including the full stop. */
const LONGEST = 16;
/** Probability of a relative clause after each noun, in sentences with at least one relative clause. */
const CLAUSE = 0.3;

/**
 * Sentences in which verbs agree with their subjects in number, also across relative clauses. Elman (1991),
 * "Distributed representations, simple recurrent networks, and grammatical structure", and Elman (1993):
 *
 *     S -> NP VP "."     NP -> PropN | N | N RC     VP -> V (NP)     RC -> who NP VP | who VP (NP)
 */
export const agreement: TextGenerator = {
  description: 'Sentences with relative clauses, in which verbs agree with their subjects.',
  counts: 'sentences',
  defaultNumber: 10_000,
  separator: ' ',
  columns: ['rival', 'clause', 'distance', 'attractor'],
  *generate({ number, seed, complex }) {
    for (let item = 0; item < number; item++) yield* sentence(new Draws(seed, item), complex);
  },
};

/**
 * Draws sentences until one has the wanted form. With probability `complex`, this is a sentence with a
 * relative clause, else a sentence without. Every sentence of the wanted form can occur.
 */
function sentence(draws: Draws, complex: number): readonly GeneratedToken[] {
  const isComplex = draws.share() < complex;
  for (;;) {
    const tokens = [...clause(draws, isComplex ? CLAUSE : 0), { token: '.', label: 'stop' }];
    if (tokens.length <= LONGEST && tokens.some(({ token }) => token === 'who') === isComplex) return tokens;
  }
}

function* clause(draws: Draws, relative: number): Generator<GeneratedToken> {
  const subject = yield* subjectPhrase(draws, relative);
  yield* verbPhrase(draws, relative, subject);
}

/** The subject of a verb, with which the verb agrees. */
interface Subject {
  readonly number: GrammaticalNumber;
  /**
   * The words from the subject's noun to the last word before the verb. Undefined if the verb's subject is
   * the noun that its relative clause describes.
   */
  readonly words?: readonly GeneratedToken[];
}

function* subjectPhrase(draws: Draws, relative: number): Generator<GeneratedToken, Subject> {
  const words: GeneratedToken[] = [];
  const phrase = nounPhrase(draws, relative);
  for (;;) {
    const { done, value } = phrase.next();
    if (done) return { number: value, words };
    words.push(value);
    yield value;
  }
}

/** Yields the tokens of a noun phrase. Returns the phrase's grammatical number. */
function* nounPhrase(draws: Draws, relative: number): Generator<GeneratedToken, GrammaticalNumber> {
  const number = draws.oneOf<GrammaticalNumber>(['singular', 'plural']);
  const candidates = number === 'singular' ? [...nouns.singular, ...names] : nouns.plural;
  const token = draws.oneOf<string>(candidates);
  const isName = names.some(name => name === token);
  yield { token, label: isName ? 'name' : `noun ${number}` };
  if (!isName && draws.share() < relative) yield* relativeClause(draws, relative, number);
  return number;
}

/**
 * Yields the tokens of a relative clause. The noun before the clause is either the subject of the clause's
 * verb or its object.
 */
function* relativeClause(draws: Draws, relative: number, head: GrammaticalNumber): Generator<GeneratedToken> {
  yield { token: 'who', label: 'who' };
  if (draws.share() < 0.5) {
    yield* verbPhrase(draws, relative, { number: head });
    return;
  }
  const subject = yield* subjectPhrase(draws, relative);
  yield verb(draws.oneOf<string>(takesObject), subject);
}

function* verbPhrase(draws: Draws, relative: number, subject: Subject): Generator<GeneratedToken> {
  const stem = draws.oneOf<string>(all);
  yield verb(stem, subject);
  const isOptional = verbs.optional.some(each => each === stem);
  const hasObject = verbs.always.some(each => each === stem) || (isOptional && draws.share() < 0.5);
  if (hasObject) yield* nounPhrase(draws, relative);
}

/** Returns a verb form that agrees with its subject in number. */
const verb = (stem: string, { number, words }: Subject): GeneratedToken => ({
  token: number === 'singular' ? `${stem}s` : stem,
  label: `verb ${number}`,
  ...(words && { more: [`verb ${other(number)}`, ...agreementFacts(number, words)] }),
});

const other = (number: GrammaticalNumber) => (number === 'singular' ? 'plural' : 'singular');

/**
 * Returns properties that make agreement harder: the kind of relative clause between the noun and its verb,
 * the number of words between them, and whether a noun of the other number is among those words.
 */
function agreementFacts(number: GrammaticalNumber, [, ...between]: readonly GeneratedToken[]): string[] {
  const isNoun = ({ label }: GeneratedToken) => label === 'name' || label.startsWith('noun');
  const isAttractor = ({ label }: GeneratedToken) =>
    label === `noun ${other(number)}` || (label === 'name' && number === 'plural');
  const [, first, ...rest] = between; // the first word is "who"
  const clause =
    first === undefined
      ? 'none'
      : isNoun(first)
        ? 'object'
        : rest.some(isNoun)
          ? 'subject with object'
          : 'subject';
  return [clause, String(between.length), between.some(isAttractor) ? 'yes' : 'no'];
}
