import type { StatePart } from '../../protocol/statePart';
import { exp } from '../core/math';
import { type Arena, partOfRow, type Tensor } from '../core/tensor';
import { readStates, writeStates } from '../nn/carriedState';
import type { CellKind } from '../nn/cells/cell';
import type { RecurrentLayer } from '../nn/layer';
import type { Window } from '../nn/network';
import { cellAt, type NetworkShape } from '../nn/shape';
import type { StateInspector } from './stateInspector';

/** A part and the row of numbers that contains its values after `Window.forward`, [1, size]. */
interface PartRow {
  readonly part: StatePart;
  row(): Tensor;
}

/**
 * Returns an inspector of a network. `stepper` is a window of one step and one stream. Others may use it
 * between two calls of `read`, because the inspector keeps its own copy of the states.
 */
export function networkInspector(
  arena: Arena,
  shape: NetworkShape,
  stepper: Window,
  { from, outputs }: { readonly from: Float64Array; readonly outputs: boolean },
): StateInspector {
  const rows = stepper.stack.layers.flatMap((layer, l) => rowsOf(arena, layer, cellAt(shape, l), l));
  if (outputs) {
    const part = { name: 'y', layer: shape.layers - 1, size: shape.vocabulary, kind: 'output' } as const;
    rows.push({ part, row: () => stepper.logProbs() });
  }
  const values = rows.map(({ part }) => new Float64Array(part.size));
  let states = from;
  return {
    parts: rows.map(({ part }) => part),
    read(id) {
      writeStates(arena, stepper.states, 0, states);
      arena.idValues(stepper.inputs)[0] = id;
      stepper.forward();
      for (const [p, { part, row }] of rows.entries()) {
        values[p].set(arena.values(row()));
        if (part.kind === 'output') for (let v = 0; v < part.size; v++) values[p][v] = exp(values[p][v]);
      }
      stepper.advance();
      states = readStates(arena, stepper.states, 0);
      return values;
    },
  };
}

function rowsOf(arena: Arena, layer: RecurrentLayer, { gateNames = [] }: CellKind, l: number): PartRow[] {
  const states = layer.carried.map(({ name, after }): PartRow => {
    const state = after[1];
    return { part: { name, layer: l, size: state.columns, kind: 'state' }, row: () => state };
  });
  const H = layer.states.columns;
  const gates = gateNames.map((name, k): PartRow => {
    const gate = partOfRow(arena, layer.gates, 0, k * H, H);
    return { part: { name, layer: l, size: H, kind: 'gate' }, row: () => gate };
  });
  return [...states, ...gates];
}
