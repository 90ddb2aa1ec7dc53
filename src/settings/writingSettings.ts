import type { NamedSettings } from './setting';

/** Settings for continuing texts in the extension. */
export const writing = {
  'writing.length': {
    kind: 'integer',
    default: 200,
    minimum: 1,
    maximum: 10_000,
    unit: 'tokens',
    description: 'Maximum number of tokens that **Continue from Here** writes.',
    editorOnly: true,
  },
  'writing.temperature': {
    kind: 'number',
    default: 0.7,
    minimum: 0,
    maximum: 10,
    description:
      'Below 1, likely tokens become more likely; above 1, less likely; 0 always takes the most likely token.',
    editorOnly: true,
  },
  'writing.topK': {
    kind: 'integer',
    default: 0,
    minimum: 0,
    maximum: 1_000_000,
    description: 'Samples from this number of the most likely tokens. 0: from all.',
    editorOnly: true,
  },
  'writing.topP': {
    kind: 'number',
    default: 1,
    minimum: 0,
    maximum: 1,
    description:
      'Samples from the smallest set of most likely tokens with this total probability. 1: from all.',
    editorOnly: true,
  },
  'writing.seed': {
    kind: 'integer',
    default: 0,
    minimum: 0,
    maximum: 4_294_967_295,
    description: 'The same seed writes the same text. 0: a different text each time.',
    editorOnly: true,
  },
  'writing.stopAtSentenceEnd': {
    kind: 'switch',
    default: false,
    description: '**Continue from Here** stops at the end of the sentence.',
    editorOnly: true,
  },
  'ghostText.enabled': {
    kind: 'switch',
    default: false,
    description: 'Suggests a continuation by the active model while you type; Tab accepts it.',
    editorOnly: true,
  },
  'ghostText.length': {
    kind: 'integer',
    default: 40,
    minimum: 1,
    maximum: 1000,
    unit: 'tokens',
    description: 'Maximum number of tokens of a suggestion, which stops at the end of the sentence.',
    editorOnly: true,
  },
} as const satisfies NamedSettings;
