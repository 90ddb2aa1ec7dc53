import { Draws, type TextGenerator } from './generator';

const categories = {
  human: ['man', 'woman', 'boy', 'girl'],
  animal: ['cat', 'mouse', 'dog'],
  inanimate: ['book', 'rock', 'car'],
  aggressor: ['dragon', 'monster', 'lion'],
  fragile: ['glass', 'plate'],
  food: ['cookie', 'bread', 'sandwich'],
  intransitive: ['think', 'sleep', 'exist'],
  transitive: ['see', 'chase', 'like'],
  movement: ['move', 'break'],
  perception: ['smell', 'see'],
  destruction: ['break', 'smash'],
  eating: ['eat'],
} as const;
type Category = keyof typeof categories;

const templates: readonly (readonly Category[])[] = [
  ['human', 'eating', 'food'],
  ['human', 'perception', 'inanimate'],
  ['human', 'destruction', 'fragile'],
  ['human', 'intransitive'],
  ['human', 'transitive', 'human'],
  ['human', 'movement', 'inanimate'],
  ['human', 'movement'],
  ['animal', 'eating', 'food'],
  ['animal', 'transitive', 'animal'],
  ['animal', 'movement', 'inanimate'],
  ['animal', 'movement'],
  ['inanimate', 'movement'],
  ['aggressor', 'destruction', 'fragile'],
  ['aggressor', 'eating', 'human'],
  ['aggressor', 'eating', 'animal'],
  ['aggressor', 'eating', 'food'],
];

/** Entropy of the grammar in nats per word. Templates and words are equally likely. */
export const lexicalEntropy = 1.9487;

/**
 * Sentences of two or three words without punctuation or sentence ends. Each sentence is drawn from a
 * template of word categories. Elman (1990), "Finding structure in time", with the words in its figures.
 */
export const lexical: TextGenerator = {
  description:
    'Short sentences of words from 12 categories. A network learns the categories from their order.',
  counts: 'sentences',
  defaultNumber: 10_000,
  separator: ' ',
  *generate({ number, seed }) {
    for (let item = 0; item < number; item++) {
      const draws = new Draws(seed, item);
      for (const category of draws.oneOf(templates)) {
        yield { token: draws.oneOf<string>(categories[category]), label: category };
      }
    }
  },
};
