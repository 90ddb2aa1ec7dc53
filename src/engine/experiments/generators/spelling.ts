import { Draws, type TextGenerator } from './generator';

/**
 * Spellings of invented words and their sounds, one sound per letter, after the task of NETtalk (Sejnowski & Rosenberg
 * 1987). The words and the rules are our own; they only resemble English:
 *
 * | letters | sound |
 * |-------------------------------------|----------------------------------------------------|
 * | c, g before e or i | s, j; elsewhere k, g |
 * | s between two vowels | z |
 * | sh, ch, th, ph | S, C, T, f for the first letter; the h is silent |
 * | ck; k before n at the start | the first letter is silent |
 * | e at the end after a consonant | silent, and the vowel before that consonant is long: A E I O U |
 * | ea, ai, oa | E, A, O for the first letter; the second one is silent |
 * | other vowels | short: a e i o u; but @ in a word of three sounded vowels or more, except the first |
 * | other consonants | themselves |
 *
 * All rules look at no more than three places on each side, except that for @, which depends on the whole word.
 */
export const SILENT = '-';
const REDUCED = '@';
const vowels = 'aeiou';
const onsets = [
  'b',
  'c',
  'd',
  'f',
  'g',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  't',
  'sh',
  'ch',
  'th',
  'ph',
  'st',
  'tr',
];
const nuclei = ['a', 'e', 'i', 'o', 'u', 'a', 'e', 'i', 'o', 'u', 'ea', 'ai', 'oa'];
const codas = ['', 'n', 't', 'l', 'm', 'p', 'ck', 'sh', 'd'];
/** Maximum number of syllables of a word, without a silent e. */
const SYLLABLES = 4;

export const spelling: TextGenerator = {
  description:
    'Invented words that resemble English, and the sound of each letter: the task of NETtalk. The label of a letter is its sound, "-" for a silent one.',
  counts: 'words',
  defaultNumber: 3000,
  separator: '',
  *generate({ number, seed }) {
    for (let item = 0; item < number; item++) {
      const word = wordOf(new Draws(seed, item));
      const sounds = soundsOf(word);
      for (const [i, token] of [...word].entries()) yield { token, label: sounds[i] };
      yield { token: ' ', label: 'word end', isBoundary: true };
    }
  },
};

/** Returns an invented word. */
export function wordOf(draws: Draws): string {
  const count = 1 + Math.floor(draws.share() * SYLLABLES);
  const start = draws.share() < 0.05 ? 'kn' : draws.oneOf(onsets);
  let word = start + draws.oneOf(nuclei);
  for (let syllable = 1; syllable < count; syllable++) word += draws.oneOf(onsets) + draws.oneOf(nuclei);
  const coda = draws.oneOf(codas);
  return word + coda + (coda.length === 1 && draws.share() < 0.4 ? 'e' : '');
}

/** Returns the sound of each letter of a word. */
export function soundsOf(word: string): string[] {
  const sounds = Array.from(word, (letter, i) =>
    isVowel(letter) ? vowelSound(word, i) : consonantSound(word, i),
  );
  const sounded = [...sounds.keys()].filter(i => isVowel(word[i]) && sounds[i] !== SILENT);
  if (sounded.length < 3) return sounds;
  const reduced = new Set(sounded.slice(1).filter(i => vowels.includes(sounds[i])));
  return sounds.map((sound, i) => (reduced.has(i) ? REDUCED : sound));
}

function vowelSound(word: string, i: number): string {
  const [before, letter, next] = [word[i - 1], word[i], word[i + 1]];
  if (isTeam(before + letter)) return SILENT;
  if (isTeam(letter + next)) return long(letter);
  if (isSilentE(word, i)) return SILENT;
  return isSilentE(word, i + 2) ? long(letter) : letter;
}

function consonantSound(word: string, i: number): string {
  const [before, letter, next = ''] = [word[i - 1] ?? '', word[i], word[i + 1]];
  if (letter === 'h' && 'sctp'.includes(before || '.')) return SILENT;
  if (next === 'h') return { s: 'S', c: 'C', t: 'T', p: 'f' }[letter] ?? letter;
  if (letter === 'c' && next === 'k') return SILENT;
  if (letter === 'k' && next === 'n' && i === 0) return SILENT;
  if (letter === 'c') return isSoft(next) ? 's' : 'k';
  if (letter === 'g') return isSoft(next) ? 'j' : 'g';
  return letter === 's' && isVowel(before) && isVowel(next) ? 'z' : letter;
}

/** Whether the letter at a place is a silent e: the last letter, after one consonant that follows a vowel. */
const isSilentE = (word: string, i: number) =>
  i === word.length - 1 && word[i] === 'e' && i >= 2 && !isVowel(word[i - 1]) && isVowel(word[i - 2]);
const isTeam = (letters: string) => ['ea', 'ai', 'oa'].includes(letters);
const isSoft = (letter: string) => letter === 'e' || letter === 'i';
const isVowel = (letter: string) => letter !== '' && vowels.includes(letter);
const long = (vowel: string) => vowel.toUpperCase();
