import { jsonLinesOf, type Tool } from './tool';

/** Number of rows that are returned by default, and at most. */
const [USUAL, MOST] = [20, 500];

export const listRuns: Tool = {
  name: 'list_runs',
  title: 'List Runs',
  description:
    'Lists trained runs (newest first) and stored models with their ids, states, iterations and losses in nats per token. Use it to find the id of a run or model.',
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: {
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
  answer(stdout, { limit = USUAL }) {
    const rows = jsonLinesOf(stdout);
    const shown = rows.slice(0, Number(limit));
    return { runs: shown, total: rows.length, leftOut: rows.length - shown.length };
  },
};
