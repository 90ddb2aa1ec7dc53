import type { OnnxParts } from './parts';

/**
 * Returns a function that rotates queries or keys x [B, heads, T, d] by their positions [T] (Su et al. 2021). In each pair of units
 * (2i, 2i + 1), with the angle m θ_i:
 *
 *     x' = x ⊙ cos(m θ) + (x S) ⊙ sin(m θ)      S: (a, b) -> (-b, a)
 *
 * If d is odd, the last unit is not rotated.
 */
export function rotation({ graph, network }: OnnxParts, positions: string): (x: string) => string {
  const { hidden, heads, positions: C } = network.shape;
  const d = hidden / heads;
  const tables = tablesOf(C, d);
  const [cosines, sines] = [tables.cosines, tables.sines].map(table =>
    graph.gather(graph.floats([C, d], table), positions),
  );
  const swap = graph.floats([d, d], tables.swap);
  return x => {
    const turned = graph.op('Mul', [graph.op('MatMul', [x, swap]), sines]);
    return graph.op('Add', [graph.op('Mul', [x, cosines]), turned]);
  };
}

function tablesOf(C: number, d: number) {
  const [cosines, sines] = [new Float64Array(C * d).fill(1), new Float64Array(C * d)]; // [C, d]
  const swap = new Float64Array(d * d);
  for (let i = 0; i + 1 < d; i += 2) {
    const angle = 10_000 ** (-i / d);
    for (let m = 0; m < C; m++) {
      cosines.fill(Math.cos(m * angle), m * d + i, m * d + i + 2);
      sines.fill(Math.sin(m * angle), m * d + i, m * d + i + 2);
    }
    swap[(i + 1) * d + i] = -1;
    swap[i * d + i + 1] = 1;
  }
  return { cosines, sines, swap };
}
