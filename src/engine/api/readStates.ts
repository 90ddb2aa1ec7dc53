import { smallPieces } from '../data/smallPieces';
import { inspectTokens } from '../inspection/inspectTokens';
import { type ChosenParts, chooseParts } from '../inspection/parts';
import type { TextModel } from '../model/openModel';
import { tokenPieces } from '../scoring/tokenPieces';
import type { Numbers } from './parameters';
import type { TextStates } from './states';
import { UNNAMED } from './training';

/** A row of the result: a token, and the values after it. */
interface Row {
  readonly id: number;
  readonly start?: number;
  readonly end?: number;
  readonly values: readonly Float64Array[];
}

/** Reads a text or ids, and returns the values of the parts with these names after every token. */
export function readStates(
  open: TextModel,
  source: string | ArrayLike<number>,
  names: readonly string[] | undefined,
  precision: 4 | 8,
): TextStates {
  const parts = chooseParts(open.model, UNNAMED, names);
  const rows = typeof source === 'string' ? rowsOfText(open, parts, source) : rowsOfIds(parts, source);
  return collect(parts, rows, precision === 4 ? Float32Array : Float64Array);
}

function* rowsOfIds({ inspector }: ChosenParts, ids: ArrayLike<number>): Generator<Row> {
  for (const id of Array.from(ids)) yield { id, values: inspector.read(id) };
}

function* rowsOfText(open: TextModel, { inspector }: ChosenParts, text: string): Generator<Row> {
  const pieces = tokenPieces(open, smallPieces(text, open.tokenizer.boundaries), true);
  for (const { piece, token, values } of inspectTokens(open, inspector, pieces)) {
    const { ids, starts, ends } = piece.tokens;
    yield { id: ids[token], start: piece.start + starts[token], end: piece.start + ends[token], values };
  }
}

function collect(
  { inspector, chosen }: ChosenParts,
  rows: Iterable<Row>,
  Kind: new (length: number) => Numbers,
): TextStates {
  const [ids, places] = [[] as number[], [] as (readonly [number, number])[]];
  const columns = chosen.map(() => [] as Numbers[]);
  for (const { id, start, end, values } of rows) {
    ids.push(id);
    if (start !== undefined && end !== undefined) places.push([start, end]);
    for (const [i, p] of chosen.entries()) {
      const copy = new Kind(values[p].length);
      copy.set(values[p]);
      columns[i].push(copy);
    }
  }
  return {
    ids: Int32Array.from(ids),
    starts: Int32Array.from(places, ([start]) => start),
    ends: Int32Array.from(places, ([, end]) => end),
    parts: chosen.map((p, i) => ({ ...inspector.parts[p], values: joined(columns[i], Kind) })),
  };
}

function joined(rows: readonly Numbers[], Kind: new (length: number) => Numbers): Numbers {
  const size = rows[0]?.length ?? 0;
  const all = new Kind(rows.length * size);
  for (const [i, row] of rows.entries()) all.set(row, i * size);
  return all;
}
