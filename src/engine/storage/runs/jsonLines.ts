import * as v from 'valibot';
import type { SettingChange } from '../../../protocol/liveSettings';
import type { MetricsBlock, Sample } from '../../../protocol/run';
import { liveSettings } from '../../../settings/settings';
import { count, duration, finite, LONGEST, positive, share } from '../schemas';
import { numberOf, RowReader } from './rowReader';

const sampleSchema = v.object({
  iteration: count,
  text: v.string(),
  flow: v.optional(v.array(v.array(positive))),
  activations: v.optional(
    v.array(
      v.object({
        low: finite,
        high: finite,
        counts: v.array(count),
        saturated: share,
        dead: share,
      }),
    ),
  ),
});
const changeSchema = v.object({
  iteration: count,
  elapsed: duration,
  setting: v.picklist(liveSettings),
  from: finite,
  to: finite,
});

/** The newline byte. */
export const LINE_END = 10;

/**
 * Encodes rows of metrics as lines of JSON, one object per line. JSON has no NaN or infinities, so these
 * become the strings "NaN", "Infinity" and "-Infinity".
 */
export function encodeRows({ columns, values }: MetricsBlock): Uint8Array {
  const lines: string[] = [];
  for (let row = 0; row < values.length; row += columns.length) {
    const entries = columns.map((column, i) => [column, numberToJson(values[row + i])]);
    lines.push(JSON.stringify(Object.fromEntries(entries)));
  }
  return encodeLines(lines);
}

export function encodeLine(line: Sample | SettingChange): Uint8Array {
  return encodeLines([JSON.stringify(line)]);
}

/** Minimum number of bytes of a value with its name in a row. Shorter rows cannot contain all columns. */
const SHORTEST_ENTRY = 4;

/**
 * Decodes rows of metrics. The first row determines the columns. Values that are missing in later rows become
 * NaN. Skips lines that a crash has truncated or damaged, and lines that are too short for their columns, which
 * would take more memory than they justify.
 */
export function decodeRows(bytes: Uint8Array): MetricsBlock {
  const columns = columnsOf(bytes);
  const width = columns.length;
  const reader = new RowReader(bytes, columns);
  const isInRange = rangesOf(columns);
  let values = new Float64Array();
  let length = 0;
  for (const { start, end } of linesOf(bytes)) {
    if (end - start < SHORTEST_ENTRY * width) continue;
    if (length + width > values.length) values = longer(values, (length / start) * bytes.length, 64 * width);
    if (!reader.read(start, end, values, length)) {
      const [row] = parseLine(bytes.subarray(start, end)).filter(isRow);
      if (!row) continue;
      for (const [i, column] of columns.entries()) values[length + i] = numberOf(row[column]);
    }
    if (isInRange(values, length)) length += width;
  }
  return { columns, values: values.slice(0, length) };
}

/**
 * Returns the names of the columns, which the first valid row determines. Returns an empty list if there are
 * no rows.
 */
function columnsOf(bytes: Uint8Array): string[] {
  for (const { start, end } of linesOf(bytes)) {
    const [row] = parseLine(bytes.subarray(start, end)).filter(isRow);
    if (row) return Object.keys(row);
  }
  return [];
}

const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;

const isRow = (row: Record<string, unknown>) => isCount(row.iteration);

/**
 * Maximum valid values of the columns that describe the progress of a run. Other columns have no maximum:
 * they can be infinite or negative after an explosion of the loss.
 */
const most: Readonly<Record<string, number>> = {
  tokens: Number.MAX_SAFE_INTEGER,
  epoch: Number.MAX_SAFE_INTEGER,
  elapsed: LONGEST,
  tokensPerSecond: Number.MAX_VALUE,
};

/**
 * Returns a function that replaces invalid values of the row at index `row` of `values` by NaN. The function
 * returns false if the row has no valid iteration.
 */
function rangesOf(columns: readonly string[]): (values: Float64Array, row: number) => boolean {
  const iteration = columns.indexOf('iteration');
  const limited = columns.flatMap((column, at) => (column in most ? [{ at, limit: most[column] }] : []));
  return (values, row) => {
    for (const { at, limit } of limited)
      if (!(values[row + at] >= 0 && values[row + at] <= limit)) values[row + at] = Number.NaN;
    return isCount(values[row + iteration]);
  };
}

/**
 * Returns a longer copy of the array `values`. It has room for `expected` values, and for at least `some`
 * more than `values`.
 */
function longer(values: Float64Array, expected: number, some: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.max(values.length + some, Math.ceil(1.1 * (expected || 0))));
  larger.set(values);
  return larger;
}

export function decodeSamples(bytes: Uint8Array): Sample[] {
  return decodeLines(bytes).flatMap((line: unknown): Sample[] => (v.is(sampleSchema, line) ? [line] : []));
}

export function decodeChanges(bytes: Uint8Array): SettingChange[] {
  return decodeLines(bytes).flatMap((line: unknown): SettingChange[] =>
    v.is(changeSchema, line) ? [line] : [],
  );
}

/** Returns the valid lines of a file whose iteration is below `iteration`. */
export function linesBefore(bytes: Uint8Array, iteration: number): Uint8Array {
  const kept = new Uint8Array(bytes.length + 1);
  let length = 0;
  for (const { start, end } of linesOf(bytes)) {
    const line = bytes.subarray(start, end);
    if (!parseLine(line).some(row => isRow(row) && Number(row.iteration) < iteration)) continue;
    kept.set(line, length);
    length += line.length;
    kept[length++] = LINE_END;
  }
  return kept.slice(0, length);
}

function encodeLines(lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(lines.map(line => `${line}\n`).join(''));
}

function decodeLines(bytes: Uint8Array): Record<string, unknown>[] {
  return [...linesOf(bytes)].flatMap(({ start, end }) => parseLine(bytes.subarray(start, end)));
}

/**
 * Yields the byte range of each line. Lines are decoded one at a time, because the file of a long run can
 * exceed V8's maximum string length.
 */
function* linesOf(bytes: Uint8Array) {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(LINE_END, start);
    const end = found < 0 ? bytes.length : found;
    yield { start, end };
    start = end + 1;
  }
}

const decoder = new TextDecoder();

function parseLine(line: Uint8Array): Record<string, unknown>[] {
  try {
    const value: unknown = JSON.parse(decoder.decode(line));
    return typeof value === 'object' && value !== null ? [value as Record<string, unknown>] : [];
  } catch {
    return [];
  }
}

function numberToJson(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}
