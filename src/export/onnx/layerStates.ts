import type { OnnxParts, OnnxState } from './parts';

/** Adds an input with one state of L layers [L, B, H]. Returns the state of each layer [1, B, H]. */
export function layerInputs({ graph, network }: OnnxParts, name: string, L: number): string[] {
  return graph.split(graph.input(name, 'float32', [L, 'B', network.shape.hidden]), L, 0);
}

/** Returns the states of layers: for each name, the values [1, B, H] of every layer after the tokens, lowest layer first. */
export function layerStates(
  { graph, network }: OnnxParts,
  names: readonly string[],
  after: readonly (readonly string[])[],
): OnnxState[] {
  const H = network.shape.hidden;
  const L = after[0].length;
  return names.map((name, i) => ({
    ...{ name, type: 'float32', dims: [L, 'B', H] },
    start: Array.from({ length: L }, (_, l) => [
      // The start state has, for each layer, h and then what else its cell carries.
      ...network.start.subarray((l * names.length + i) * H).subarray(0, H),
    ]).flat(),
    next: graph.concat(after[i], 0),
  }));
}
