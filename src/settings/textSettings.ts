import type { NamedSettings } from './setting';

/** Settings for how texts become tokens. */
export const text = {
  'text.unit': {
    kind: 'choice',
    default: 'character',
    description: 'Unit of tokenization.',
    choices: {
      character: 'Characters (code points), as in min-char-rnn',
      word: 'Words separated by white space; a line ends with `</s>`, as in elman.py',
      segmented:
        'Words of any language, including those written without spaces; punctuation and white space are tokens, and sentences end with `</s>`',
    },
    freeInMinCharRnn: true,
  },
  'text.locale': {
    kind: 'text',
    default: '',
    description:
      'Language for the unit `segmented`: `ja`, `pt-BR` … Empty: guessed from the script of the text.',
    onlyWith: { setting: 'text.unit', oneOf: ['segmented'] },
    freeInMinCharRnn: true,
  },
  'text.whiteSpace': {
    kind: 'choice',
    default: 'unicode',
    description: 'Which characters separate words, for the unit `word`.',
    choices: {
      unicode: 'Every Unicode space, including no-break and ideographic ones, as in elman.py',
      ascii: 'Only ASCII blanks, as in SRILM, KenLM and RNNLM: a no-break space is part of a word',
    },
    onlyWith: { setting: 'text.unit', oneOf: ['word'] },
    freeInMinCharRnn: true,
  },
  'text.lineEnds': {
    kind: 'choice',
    default: 'newline',
    description: 'How line ends are read, for the unit `character`.',
    choices: {
      newline: 'LF, CRLF and CR are all one newline, in training and in scoring',
      keep: 'Carriage returns are symbols of their own',
    },
    onlyWith: { setting: 'text.unit', oneOf: ['character'] },
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
  'text.strayMarks': {
    kind: 'choice',
    default: 'refuse',
    description:
      "What to do with the sentence marks `<s>` and `</s>` inside a line, for the unit `word`. At a line's start or end they are marks of the sentence and count once.",
    choices: {
      refuse: 'The text is refused; the message gives the position of the mark',
      unknown: 'They count as unknown words (`<unk>`)',
    },
    onlyWith: { setting: 'text.unit', oneOf: ['word'] },
    freeInMinCharRnn: true,
  },
  'text.filter': {
    kind: 'choice',
    default: 'none',
    description:
      'Markup to leave out of texts. A model keeps its filter and leaves out the same when it scores a text.',
    choices: {
      none: 'Texts are read as they are',
      aozora:
        'Aozora Bunko: ruby, notes (of a character outside JIS, `※` stays), the header with the list of symbols, and the credits after the text',
      gutenberg: 'Project Gutenberg: the header and the licence',
    },
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
  'text.minimumCount': {
    kind: 'integer',
    default: 1,
    minimum: 1,
    maximum: 1_000_000,
    unit: 'occurrences',
    description: 'Words with fewer occurrences than this become `<unk>`. 1 keeps every word.',
    onlyWith: { setting: 'text.unit', oneOf: ['word', 'segmented'] },
    freeInMinCharRnn: true,
  },
} as const satisfies NamedSettings;
