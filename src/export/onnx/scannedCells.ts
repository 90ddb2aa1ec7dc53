import { lowestSums, upperSums } from './affine';
import { layerInputs, layerStates } from './layerStates';
import type { OnnxLayers, OnnxParts } from './parts';
import { type Step, scan } from './scan';
import { elmanStep, gruStep, jordanStep, leakyStep, lstmStep } from './steps';

export const scannedElman = (parts: OnnxParts): OnnxLayers => stack(parts, elmanStep, ['h']);
export const scannedLeaky = (parts: OnnxParts): OnnxLayers => stack(parts, leakyStep, ['h']);
export const scannedLstm = (parts: OnnxParts): OnnxLayers => stack(parts, lstmStep, ['h', 'c']);
export const scannedGru = (parts: OnnxParts): OnnxLayers => stack(parts, gruStep, ['h']);

/** Adds Elman layers with a Jordan layer above them, whose state is s. */
export function scannedJordan(parts: OnnxParts): OnnxLayers {
  const { graph, network } = parts;
  const { layers: L, hidden: H, vocabulary: V } = network.shape;
  const below = L > 1 ? stack(parts, elmanStep, ['h'], L - 1) : undefined;
  const sums = below ? upperSums(parts, below.h, L - 1) : lowestSums(parts);
  const s = graph.input('s', 'float32', ['B', V]);
  const { output, states } = scan(parts, L - 1, sums, [s], jordanStep);
  const start = network.start.subarray(L * H);
  const state = { name: 's', type: 'float32' as const, dims: ['B', V], start, next: states[0] };
  return { h: output, states: [...(below?.states ?? []), state] };
}

/** Adds L layers with the same step. Each state of all layers is one input [L, B, H]. */
function stack(
  parts: OnnxParts,
  step: Step,
  names: readonly string[],
  L = parts.network.shape.layers,
): OnnxLayers {
  const { graph } = parts;
  const first = graph.ints([0]);
  const before = names.map(name => layerInputs(parts, name, L).map(h => graph.op('Squeeze', [h, first])));
  const after: string[][] = names.map(() => []);
  let h = '';
  for (let l = 0; l < L; l++) {
    const sums = l === 0 ? lowestSums(parts) : upperSums(parts, h, l);
    const { output, states } = scan(
      parts,
      l,
      sums,
      before.map(each => each[l]),
      step,
    );
    for (const [i, state] of states.entries()) after[i].push(graph.op('Unsqueeze', [state, first]));
    h = output;
  }
  return { h, states: layerStates(parts, names, after) };
}
