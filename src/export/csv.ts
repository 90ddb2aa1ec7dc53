import { fullName } from '../common/runNames';
import { concatenate } from '../engine/core/concatenate';
import type { MetricsBlock, RunRecord } from '../protocol/run';
import type { ExportedRun } from './exportedRun';
import { withPerToken } from './perTokenMetrics';

/**
 * Writes all metrics of the runs to one CSV file (RFC 4180) in wide format. A row is one measurement of one
 * run: the run's name and id, then a column for each metric of any run, named as in `metrics.jsonl` (losses
 * in nats per window, `elapsed` in milliseconds). Every loss is followed by a column in nats per token.
 * Missing values are empty cells.
 * Numbers have enough digits to be read back exactly. If a name contains characters outside ASCII, the file
 * starts with a byte order mark, without which spreadsheets assume another encoding than UTF-8.
 */
export function metricsCsv(runs: readonly ExportedRun[]): Uint8Array {
  const tables = runs.map(run => ({ record: run.record, metrics: withPerToken(run) }));
  const metrics = [...new Set(tables.flatMap(table => table.metrics.columns))];
  const head = rowOf(['run', 'id', ...metrics].map(cell));
  const isPlain = runs.every(({ record }) => /^\p{ASCII}*$/u.test(fullName(record)));
  const encoder = new TextEncoder();
  const parts = [encoder.encode(isPlain ? head : `\ufeff${head}`)];
  for (const table of tables) for (const rows of rowsOf(table, metrics)) parts.push(encoder.encode(rows));
  return concatenate(Uint8Array, parts);
}

/**
 * Number of rows that are encoded as one string. One string for the whole table could exceed the maximum
 * string length.
 */
const ROWS = 4096;

interface RunTable {
  readonly record: RunRecord;
  readonly metrics: MetricsBlock;
}

function* rowsOf({ record, metrics: { columns, values } }: RunTable, metrics: readonly string[]) {
  const width = columns.length;
  const places = metrics.map(name => columns.indexOf(name));
  const names = `${cell(fullName(record))},${cell(record.id)}`;
  const count = width > 0 ? values.length / width : 0;
  for (let first = 0; first < count; first += ROWS) {
    let rows = '';
    for (let row = first; row < Math.min(count, first + ROWS); row++) {
      rows += rowOf([names, ...places.map(place => (place < 0 ? '' : number(values[row * width + place])))]);
    }
    yield rows;
  }
}

const rowOf = (cells: readonly string[]) => `${cells.join(',')}\r\n`;

const number = (value: number) => (Number.isNaN(value) ? '' : String(value));

/** Formats a text cell. Puts an apostrophe before a text that spreadsheets would evaluate as a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
