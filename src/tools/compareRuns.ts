import { jsonLinesOf, type Tool } from './tool';

/** Maximum number of runs in one comparison. */
const MOST = 100;

export const compareRuns: Tool = {
  name: 'compare_runs',
  title: 'Compare Runs',
  description:
    'Compares runs on the same text: which condition has the lower loss, by how much, in how many seeds, and with which 95% interval. Runs that differ only in training.seed belong to one condition. One seed is no evidence: train each condition with the same three to five seeds.',
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      runs: {
        type: 'array',
        description: 'The ids of the runs, as list_runs and train_network return them.',
        items: { type: 'string' },
        minItems: 2,
        maxItems: MOST,
      },
    },
    required: ['runs'],
  },
  isReadOnly: true,
  files: [],
  models: ['runs'],
  call: ({ runs }) => ({ args: ['verdict', ...(runs as readonly string[]), '--json'] }),
  answer(stdout) {
    const [figures] = jsonLinesOf(stdout);
    return figures;
  },
};
