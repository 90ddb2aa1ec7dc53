import type { InParts } from '../core/pauses';
import type { Arena, Tensor } from '../core/tensor';
import { readStates, writeStates } from '../nn/carriedState';
import type { Window } from '../nn/network';
import type { NetworkShape } from '../nn/shape';

/** Reads the attention of a transformer. */
export interface AttentionReader {
  readonly layers: number;
  readonly heads: number;
  /** Number of tokens of a context, C. */
  readonly context: number;
  /** Reads the first ids of a context, at most C. Each part of the reading reads one id. */
  read(ids: Int32Array): InParts<ContextAttention>;
}

/** How much the last of n tokens attends to each of them: for each layer, [heads, n], oldest token first. */
export type ContextAttention = readonly Float64Array[];

/**
 * Returns a reader of the attention, or undefined for a network that is not a transformer. `stepper` is a window of one
 * step and one stream. Others may use it between two parts of a reading. `from` is its state at the beginning of a context.
 */
export function attentionReader(
  arena: Arena,
  { layers, heads, positions: context }: NetworkShape,
  stepper: Window,
  from: Float64Array,
): AttentionReader | undefined {
  const tables = stepper.stack.layers.map(({ attention }) => attention).filter(each => each !== undefined);
  if (tables.length === 0) return undefined;
  return {
    layers,
    heads,
    context,

    *read(ids) {
      let states = from;
      for (const id of ids) {
        yield;
        writeStates(arena, stepper.states, 0, states);
        arena.idValues(stepper.inputs)[0] = id;
        stepper.forward();
        stepper.advance();
        states = readStates(arena, stepper.states, 0);
      }
      return tables.map(table => seen(arena, table, ids.length));
    },
  };
}

/** Returns the first n columns of each row of a table of attention. */
function seen(arena: Arena, table: Tensor, n: number): Float64Array {
  const { rows, columns } = table;
  const values = arena.values(table);
  const found = new Float64Array(rows * n);
  for (let row = 0; row < rows; row++) found.set(values.subarray(row * columns, row * columns + n), row * n);
  return found;
}
