import * as v from 'valibot';
import { liveSettings, type RunEvent } from '../../protocol/liveSettings';
import type { MetricsBlock, Sample } from '../../protocol/run';

const sampleSchema = v.object({
  iteration: v.number(),
  text: v.string(),
  flow: v.optional(v.array(v.array(v.number()))),
  activations: v.optional(
    v.array(
      v.object({
        low: v.number(),
        high: v.number(),
        counts: v.array(v.number()),
        saturated: v.number(),
        dead: v.number(),
      }),
    ),
  ),
});
const eventSchema = v.object({
  iteration: v.number(),
  elapsed: v.number(),
  setting: v.picklist(liveSettings),
  from: v.number(),
  to: v.number(),
});

/**
 * Files of one JSON object a line, which anything reads. JSON has no NaN and no infinities: they are the
 * strings "NaN", "Infinity" and "-Infinity". A line cut by a crash, or garbled, is passed over.
 */
export function encodeRows({ columns, values }: MetricsBlock): Uint8Array {
  const lines: string[] = [];
  for (let row = 0; row < values.length; row += columns.length) {
    const entries = columns.map((column, i) => [column, numberToJson(values[row + i])]);
    lines.push(JSON.stringify(Object.fromEntries(entries)));
  }
  return encodeLines(lines);
}

export function encodeLine(line: Sample | RunEvent): Uint8Array {
  return encodeLines([JSON.stringify(line)]);
}

/** The columns are those of the first row; a later row without one of them has NaN there. */
export function decodeRows(bytes: Uint8Array): MetricsBlock {
  const rows = decodeLines(bytes).filter(row => 'iteration' in row);
  const columns = Object.keys(rows[0] ?? {});
  const values = new Float64Array(rows.length * columns.length);
  for (const [r, row] of rows.entries()) {
    for (const [c, column] of columns.entries())
      values[r * columns.length + c] = Number(row[column] ?? Number.NaN);
  }
  return { columns, values };
}

export function decodeSamples(bytes: Uint8Array): Sample[] {
  return decodeLines(bytes).flatMap((line: unknown): Sample[] => (v.is(sampleSchema, line) ? [line] : []));
}

export function decodeEvents(bytes: Uint8Array): RunEvent[] {
  return decodeLines(bytes).flatMap((line: unknown): RunEvent[] => (v.is(eventSchema, line) ? [line] : []));
}

/** The whole lines of the iterations before this one. */
export function linesBefore(bytes: Uint8Array, iteration: number): Uint8Array {
  const lines = new TextDecoder().decode(bytes).split('\n');
  return encodeLines(lines.filter(line => parseLine(line).some(row => Number(row.iteration) < iteration)));
}

function encodeLines(lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(lines.map(line => `${line}\n`).join(''));
}

function decodeLines(bytes: Uint8Array): Record<string, unknown>[] {
  return new TextDecoder().decode(bytes).split('\n').flatMap(parseLine);
}

function parseLine(line: string): Record<string, unknown>[] {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? [value as Record<string, unknown>] : [];
  } catch {
    return [];
  }
}

function numberToJson(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}
