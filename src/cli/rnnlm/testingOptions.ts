import { decimal, integer, number, type Option, TESTING } from './option';

/** Options for using a trained network. */
export const testingOptions = {
  nbest: {
    description: 'The test text is an n-best list: one id and hypothesis per line.',
    group: TESTING,
    echo: () => 'Processing test data as list of nbests',
  },
  test: {
    value: 'FILE',
    description: 'Test text; "-" is the standard input.',
    group: TESTING,
    echo: value => `test file: ${value}`,
  },
  lambda: {
    value: number(0.75, 1),
    description: 'Weight of the network in the mixture with -lm-prob.',
    group: TESTING,
    echo: value => `Lambda (interpolation coefficient between rnnlm and other lm): ${decimal(value)}`,
  },
  dynamic: {
    value: number(0, 100),
    description: 'Learning rate during the test (dynamic evaluation).',
    group: TESTING,
    echo: value => `Dynamic learning rate: ${decimal(value)}`,
  },
  gen: {
    value: integer(0),
    description: 'Generates this number of words.',
    group: TESTING,
    echo: value => `Generating # words: ${value}`,
  },
  'nce-accurate-test': {
    value: integer(1, 1, 1),
    description: 'Accepted for compatibility with faster-rnnlm: probabilities always sum to 1.',
    group: TESTING,
  },
  'lm-prob': {
    value: 'FILE',
    description: 'Probabilities of another model, one per line, to mix with.',
    group: TESTING,
    echo: value => `other lm probabilities specified in: ${value}`,
  },
} as const satisfies Record<string, Option>;
