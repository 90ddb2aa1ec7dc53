import type { NamedSettings } from './setting';

/** Settings of networks that label texts or tokens. Language models do not have them. */
export const labelSettings = {
  'model.direction': {
    kind: 'choice',
    default: 'both',
    description: 'The directions in which a text is read.',
    choices: {
      forward: 'From the start to the end',
      both: 'From the start and from the end; each layer receives the states of both below it',
    },
    editorOnly: true,
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
    editorOnly: true,
  },
  'text.longest': {
    kind: 'integer',
    default: 1000,
    minimum: 1,
    maximum: 100_000,
    unit: 'tokens',
    description:
      'Maximum number of tokens per text or sentence. The rest of a longer one is left out. For a translator: maximum number of symbols of a source or target, at most 1,000 and by default 100; a longer pair is left out.',
    editorOnly: true,
  },
} as const satisfies NamedSettings;

/** The settings of language models that a network that labels texts or tokens does not use. */
const unused =
  /^(snapshot\.(sample|interval)|model\.(output|classes|compression|direct|bits|input|noise|scoring|plan)|training\.(sequenceLength|windows|bptt|resetEvery)|validation\.part|text\.strayMarks)/;

/** Returns whether a setting of runs has an effect on a network that labels texts or tokens. */
export const isUsedByLabels = (name: string) => !unused.test(name);
