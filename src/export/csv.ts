import { concatenate } from '../engine/core/concatenate';
import type { ExportedRun } from './exportedRun';

/**
 * Every metric of the runs in one file, as RFC 4180 has it. It is wide: a row is one measurement of one run, with
 * the run's name and id in front and a column for each metric that any of the runs has, named as in `metrics.jsonl`
 * (losses in nats a window, `elapsed` in milliseconds). What was not measured is empty. Numbers have as many digits
 * as tell them apart. A mark in front says UTF-8 where the names need it: spreadsheets would take it for other letters.
 */
export function metricsCsv(runs: readonly ExportedRun[]): Uint8Array {
  const metrics = [...new Set(runs.flatMap(({ history }) => history.metrics.columns))];
  const head = rowOf(['run', 'id', ...metrics].map(cell));
  const isPlain = runs.every(({ record }) => /^\p{ASCII}*$/u.test(record.name));
  const encoder = new TextEncoder();
  const parts = [encoder.encode(isPlain ? head : `\ufeff${head}`)];
  for (const run of runs) for (const rows of rowsOf(run, metrics)) parts.push(encoder.encode(rows));
  return concatenate(Uint8Array, parts);
}

/** Rows that become bytes together: a string has an end where a file has none. */
const ROWS = 4096;

function* rowsOf({ record, history }: ExportedRun, metrics: readonly string[]): Iterable<string> {
  const { columns, values } = history.metrics;
  const width = columns.length;
  const places = metrics.map(name => columns.indexOf(name));
  const names = `${cell(record.name)},${cell(record.id)}`;
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

/** A text. Spreadsheets would compute one that begins like a formula; an apostrophe keeps it a text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
