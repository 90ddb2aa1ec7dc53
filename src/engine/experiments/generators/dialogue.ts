import { Draws, type GeneratedToken, type TextGenerator } from './generator';

const names = ['John', 'Mary', 'Paul', 'Anna'];
const objects = ['the dog', 'the cat', 'the boat', 'the letter', 'a song', 'a house'];
/** Verbs, in the past for the narrator and in the present for the characters. */
const verbs = {
  past: ['saw', 'found', 'heard', 'took', 'wanted', 'liked'],
  present: ['see', 'find', 'hear', 'take', 'want', 'like'],
} as const;
/** Maximum number of clauses in a sentence. */
const MOST = 4;

/**
 * Sentences with and without direct speech. Clauses are in the past outside quotation marks and in the present
 * inside them, so a network predicts better if a hidden unit remembers whether the quotation is still open.
 */
export const dialogue: TextGenerator = {
  description: 'Sentences with speech in quotation marks, in the present; the rest is in the past.',
  counts: 'sentences',
  defaultNumber: 1000,
  separator: '',
  *generate({ number, seed }) {
    for (let item = 0; item < number; item++) yield* sentence(new Draws(seed, item));
  },
};

function* sentence(draws: Draws): Generator<GeneratedToken> {
  const isSpeech = draws.share() < 0.5;
  if (!isSpeech) return yield* labelled(`${clauses(draws, names, verbs.past)}. `, 'outside');
  yield* labelled(`${draws.oneOf(names)} said: `, 'outside');
  yield* labelled(`"${clauses(draws, ['I', 'you', 'we'], verbs.present)}.`, 'inside');
  yield* labelled('" ', 'outside');
}

function clauses(draws: Draws, subjects: readonly string[], forms: readonly string[]): string {
  const count = 1 + Math.floor(draws.share() * MOST);
  const clause = () => `${draws.oneOf(subjects)} ${draws.oneOf(forms)} ${draws.oneOf(objects)}`;
  return Array.from({ length: count }, clause).join(' and ');
}

function* labelled(text: string, label: string): Generator<GeneratedToken> {
  for (const token of text) yield { token, label };
}
