import type { Row } from './compare';

const heads = [
  'work',
  'peer',
  'ours',
  'theirs',
  'ratio',
  'goal',
  'loss: ours',
  'theirs',
  'MB: ours',
  'theirs',
];

/** Returns the rows as a table in Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map((row, i) => [
    row.work === rows[i - 1]?.work ? 'the same' : row.work,
    row.peer,
    figure(row.ours),
    row.theirs === null ? 'not measured' : figure(row.theirs),
    row.ratio === null ? '' : figure(row.ratio),
    row.goal === null ? '' : figure(row.goal),
    loss(row.lossOurs),
    loss(row.lossTheirs),
    row.memoryOurs === null ? '' : figure(row.memoryOurs),
    row.memoryTheirs === null ? '' : figure(row.memoryTheirs),
  ]);
  return [heads, heads.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

function figure(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: value < 100 ? 3 : 12 });
}

function loss(value: number | null): string {
  return value === null ? '' : value.toFixed(3);
}
