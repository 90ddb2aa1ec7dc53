import { modelSchema, textOf, textSchemas } from './texts';
import type { Tool } from './tool';

/** Number of rows that are returned by default, and at most. */
const [USUAL, MOST] = [50, 1000];

export const listSurprisals: Tool = {
  name: 'list_surprisals',
  title: 'List Surprisals',
  description:
    'Returns the surprisal of every token or word of a text under a model: in bits, with its rank among all tokens. The most surprising ones come first, unless order is "text".',
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      model: modelSchema,
      ...textSchemas,
      words: { type: 'boolean', description: 'Returns words instead of tokens.' },
      order: { type: 'string', enum: ['surprisal', 'text'], description: 'The order of the rows.' },
      limit: {
        type: 'integer',
        minimum: 1,
        maximum: MOST,
        description: `Number of rows. Default: ${USUAL}.`,
      },
    },
    required: ['model'],
  },
  isReadOnly: true,
  files: ['file'],
  models: ['model'],
  call(input) {
    const { file, stdin } = textOf(input);
    const words = input.words === true ? ['--words'] : [];
    return { args: ['score', String(input.model), file, '--tokens', '-', ...words], input: stdin };
  },
  answer(stdout, { order, limit = USUAL }) {
    const rows = rowsOf(stdout);
    const bits = ({ surprisal }: (typeof rows)[number]) => surprisal ?? Number.NEGATIVE_INFINITY;
    const sorted = order === 'text' ? rows : rows.toSorted((a, b) => descending(bits(a), bits(b)));
    const shown = sorted.slice(0, Number(limit));
    return { rows: shown, total: rows.length, leftOut: rows.length - shown.length };
  },
};

/** Compares two numbers, of which both can be infinite, so that the greater one comes first. */
const descending = (a: number, b: number) => (a === b ? 0 : b > a ? 1 : -1);

/** Reads a number of a table, which writes infinity as `inf`. A token of probability 0 has infinite surprisal. */
const numberOf = (cell: string) => Number(cell.replace('inf', 'Infinity'));

/** Returns the rows of a tab-separated table of surprisal, with the columns that a language model needs. */
function rowsOf(stdout: string) {
  const [head, ...lines] = stdout.split('\n').filter(line => line !== '');
  const columns = head.split('\t');
  return lines.map(line => {
    const cells = line.split('\t');
    const cell = (name: string) => cells[columns.indexOf(name)];
    const number = (name: string) => (cell(name) ? numberOf(cell(name)) : undefined);
    const [token, start] = [cell('token') ?? cell('word'), number('start')];
    return { token, start, surprisal: number('surprisal'), rank: number('rank') };
  });
}
