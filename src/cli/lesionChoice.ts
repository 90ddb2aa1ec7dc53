import type { LesionChoice, RemovedConnections, SilencedUnits } from '../protocol/lesion';
import { type Call, numberFlag, textFlag } from './command/command';
import { commandFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { propertyFlag } from './inspection/rankedUnits';

/** Number of units that a property chooses unless `--top` is given. */
export const TOP = 5;

/** Flags that choose the parts of a lesion. */
export const lesionFlags = [
  commandFlag(
    'units',
    'UNITS',
    'Hidden units to silence: h:3,7 in the lowest layer, h_l1:0-4 in the second one; several layers are separated by spaces.',
  ),
  propertyFlag('Silences the hidden units that follow this property of the text most closely (--text). '),
  commandFlag(
    'top',
    { kind: 'integer', minimum: 1, maximum: 1_000_000, default: TOP },
    `Number of hidden units that --property chooses. Default: ${TOP}.`,
  ),
  commandFlag(
    'share',
    { kind: 'number', minimum: 0, maximum: 1, default: 0 },
    'Share of all hidden units to silence at random.',
  ),
  commandFlag(
    'connections',
    'MATRICES',
    'Connections to remove: Whh:0.1 removes a tenth of the entries of Whh at random, Whh:3/7,4/0 those in row 3, column 7 and in row 4, column 0; several matrices are separated by spaces.',
  ),
  commandFlag(
    'seed',
    { kind: 'integer', minimum: 0, maximum: 2 ** 32 - 1, default: 0 },
    'Seed of the random shares.',
  ),
];

/** An entry of a matrix as it was given, by row and column. */
interface Entry {
  readonly row: number;
  readonly column: number;
}

/**
 * Returns the lesion that the flags choose. `columnsOf` returns the number of columns of a matrix. Throws a UsageError
 * if a flag cannot be read.
 */
export function lesionChoiceOf(call: Call, columnsOf: (matrix: string) => number): LesionChoice {
  const removed = wordsOf(call, 'connections').map(matrixIn);
  return {
    units: wordsOf(call, 'units').map(unitsIn),
    unitShare: numberFlag(call, 'share') ?? 0,
    connections: removed.flatMap(each => ('entries' in each ? entriesOf(each, columnsOf) : [])),
    connectionShares: removed.flatMap(each => ('share' in each ? [each] : [])),
    seed: numberFlag(call, 'seed') ?? 0,
  };
}

const wordsOf = (call: Call, flag: string): string[] =>
  (textFlag(call, flag) ?? '').split(/\s+/).filter(word => word !== '');

function unitsIn(word: string): SilencedUnits {
  const [, layer, list] = /^h(?:_l(\d+))?:([\d,-]+)$/.exec(word) ?? [];
  if (list === undefined)
    throw new UsageError(`--units takes units such as h:3,7 or h_l1:0-4, not "${word}".`);
  const units = list.split(',').flatMap(part => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (first === undefined || Number(last) < Number(first) || Number(last) > 1e6)
      throw new UsageError(`--units takes units such as h:3,7 or h_l1:0-4, not "${word}".`);
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => Number(first) + i);
  });
  return { layer: Number(layer ?? 0), units };
}

function matrixIn(word: string): { matrix: string; share: number } | { matrix: string; entries: Entry[] } {
  const [, matrix, rest] = /^([^:]+):([\d./,]+)$/.exec(word) ?? [];
  const refused = new UsageError(
    `--connections takes a share such as Whh:0.1, or entries such as Whh:3/7,4/0, not "${word}".`,
  );
  if (matrix === undefined) throw refused;
  if (!rest.includes('/')) {
    const share = Number(rest);
    if (!(share >= 0 && share <= 1)) throw refused;
    return { matrix, share };
  }
  const entries = rest.split(',').map(part => {
    const [, row, column] = /^(\d+)\/(\d+)$/.exec(part) ?? [];
    if (column === undefined) throw refused;
    return { row: Number(row), column: Number(column) };
  });
  return { matrix, entries };
}

function entriesOf(
  { matrix, entries }: { readonly matrix: string; readonly entries: readonly Entry[] },
  columnsOf: (matrix: string) => number,
): RemovedConnections {
  const columns = columnsOf(matrix);
  const beyond = entries.find(({ column }) => column >= columns);
  if (beyond) throw new UsageError(`${matrix} has the columns 0 to ${columns - 1}, not ${beyond.column}.`);
  return { matrix, entries: entries.map(({ row, column }) => row * columns + column) };
}
