import type { NamedSettings } from './setting';

/** Settings for reading texts with a model in the extension. */
export const reading = {
  'reading.context': {
    kind: 'choice',
    default: 'paragraph',
    description:
      'What the model reads before the selected text. The context starts as if a line had just ended.',
    choices: {
      none: 'Nothing: the selection is scored as the beginning of a text.',
      line: 'The part of its line before the selection.',
      paragraph: 'The part of its paragraph before the selection; blank lines separate paragraphs.',
      document: 'The whole document before the selection. The first hover in a long document takes a moment.',
    },
    editorOnly: true,
  },
  'reading.filter': {
    kind: 'choice',
    default: 'model',
    description:
      'Markup to leave out of texts when a model scores or continues them in the editor. Choose a collection for a model that was trained without {text.filter}, or by another program.',
    choices: {
      model: 'The markup that the model was trained without',
      none: 'Texts are read as they are',
      aozora:
        'Aozora Bunko: ruby, notes, the header with the list of symbols, and the credits after the text',
      gutenberg: 'Project Gutenberg: the header and the licence',
    },
    editorOnly: true,
    scope: 'window',
  },
  'reading.arpaUnit': {
    kind: 'choice',
    default: 'auto',
    description: 'How texts are split for n-grams in ARPA files that you open next.',
    choices: {
      auto: 'As the file says; if it does not say so, into words between ASCII blanks, as SRILM and KenLM do',
      word: 'Words between Unicode spaces',
      'word ascii': 'Words between ASCII blanks',
      character: 'Characters',
      segmented: 'Words of the language in {text.locale}',
    },
    editorOnly: true,
  },
  'reading.arpaUnknown': {
    kind: 'text',
    default: '',
    description:
      'What ARPA files that you open next call the unknown word. Empty: `<unk>`, or `<UNK>` in a file without `<unk>`.',
    editorOnly: true,
  },
  'heatmap.mode': {
    kind: 'choice',
    default: 'bits',
    description: 'What the surprisal heatmap colours tokens by.',
    choices: {
      bits: 'Surprisal, -log2 P(token | context)',
      rank: "Rank among the model's predictions (1 = most likely)",
      probability: 'P(token | context)',
      unit: 'The value of a hidden unit, cell or gate after each token (command Choose Unit…)',
      difference:
        'Surprisal under another model minus surprisal under the active one (command Compare Models in the Text…)',
      states:
        'The state of a hidden Markov model at each token, in the most likely sequence of states (command Colour Text by State)',
      attention:
        'How much a transformer attends from the token at the caret to each token before it (command Choose Attention Head…)',
    },
    editorOnly: true,
    scope: 'window',
  },
  'heatmap.bits': {
    kind: 'list',
    default: [],
    items: 'number',
    minimum: 0,
    longest: 4,
    unit: 'bits',
    description:
      'Up to four thresholds, in bits, between colours. Empty: automatic, at the 50, 75, 90 and 97% quantiles of the text.',
    editorOnly: true,
    scope: 'window',
  },
  'heatmap.ranks': {
    kind: 'list',
    default: [],
    items: 'integer',
    minimum: 1,
    longest: 4,
    description:
      'Up to four thresholds, as ranks, between colours. Empty: automatic, at the 50, 75, 90 and 97% quantiles of the text.',
    editorOnly: true,
    scope: 'window',
  },
  'heatmap.probabilities': {
    kind: 'list',
    default: [],
    items: 'number',
    minimum: 0,
    maximum: 1,
    longest: 4,
    description:
      'Up to four thresholds, as probabilities, between colours. Empty: automatic, at the 50, 75, 90 and 97% quantiles of the text.',
    editorOnly: true,
    scope: 'window',
  },
} as const satisfies NamedSettings;
