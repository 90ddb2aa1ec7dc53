import { jsonLinesOf, type Tool } from './tool';

/** Number of rows that are returned by default, and at most. */
const [USUAL, MOST] = [20, 500];

export const listRuns: Tool = {
  name: 'list_runs',
  title: 'List Runs',
  description:
    'Lists trained runs (newest first) and stored models with their ids, states, iterations and losses in nats per token. A run with a task labels, tags, translates or reads from both sides: it is not a language model, and its loss can be compared only with those of runs with the same task. Use it to find the id of a run or model.',
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      kind: {
        type: 'string',
        enum: ['all', 'runs', 'models'],
        description: 'Whether to list runs, stored models or all. Default: all.',
      },
      limit: {
        type: 'integer',
        minimum: 1,
        maximum: MOST,
        description: `Number of rows. Default: ${USUAL}.`,
      },
    },
  },
  isReadOnly: true,
  files: [],
  models: [],
  call: () => ({ args: ['list', '--json'] }),
  answer(stdout, { kind = 'all', limit = USUAL }) {
    const all = jsonLinesOf(stdout);
    const rows = kind === 'all' ? all : all.filter(row => (row.kind === 'run') === (kind === 'runs'));
    const shown = rows.slice(0, Number(limit));
    return { runs: shown, total: rows.length, leftOut: rows.length - shown.length };
  },
};
