import { decimal, integer, number, type Option, TESTING } from './option';

/** What a network is asked for once it has learned. */
export const testingOptions = {
  nbest: {
    description: 'The test text is an n-best list: an id and a hypothesis a line.',
    group: TESTING,
    echo: () => 'Processing test data as list of nbests',
  },
  test: {
    value: 'FILE',
    description: 'A text to test on; "-" is the standard input.',
    group: TESTING,
    echo: value => `test file: ${value}`,
  },
  lambda: {
    value: number(0.75, 1),
    description: 'The share of the network when it is mixed.',
    group: TESTING,
    echo: value => `Lambda (interpolation coefficient between rnnlm and other lm): ${decimal(value)}`,
  },
  dynamic: {
    value: number(0, 100),
    description: 'Goes on learning at this rate while it tests.',
    group: TESTING,
    echo: value => `Dynamic learning rate: ${decimal(value)}`,
  },
  gen: {
    value: integer(0),
    description: 'Writes so many words.',
    group: TESTING,
    echo: value => `Generating # words: ${value}`,
  },
  'nce-accurate-test': {
    value: integer(1, 1, 1),
    description: 'Said of models of faster-rnnlm, whose probabilities sum to 1 here anyway.',
    group: TESTING,
  },
  'lm-prob': {
    value: 'FILE',
    description: 'Probabilities by another model, one a line, to mix with.',
    group: TESTING,
    echo: value => `other lm probabilities specified in: ${value}`,
  },
} as const satisfies Record<string, Option>;
