import type { NamedSettings } from './setting';

/**
 * Settings of networks that label texts or tokens. Only the command line has them so far: they are in no group of the
 * settings editor.
 */
export const labelSettings = {
  'model.direction': {
    kind: 'choice',
    default: 'both',
    description: 'The directions in which a text is read.',
    choices: {
      forward: 'From the start to the end',
      both: 'From the start and from the end; each layer receives the states of both below it',
    },
  },
  'model.pooling': {
    kind: 'choice',
    default: 'last',
    description:
      'How the states after all tokens become one vector, from which the label of a text is predicted.',
    choices: {
      last: 'The state of each direction after the whole text',
      mean: 'The mean of all states',
      attention: 'A weighted mean of all states, whose weights are learned',
    },
  },
  'text.longest': {
    kind: 'integer',
    default: 1000,
    minimum: 1,
    maximum: 100_000,
    unit: 'tokens',
    description: 'Maximum number of tokens per text or sentence. The rest of a longer one is left out.',
  },
} as const satisfies NamedSettings;
