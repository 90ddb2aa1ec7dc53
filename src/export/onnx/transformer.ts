import { layerNorm, linear } from './affine';
import { type AttentionInputs, attention } from './attention';
import type { OnnxLayers, OnnxParts } from './parts';
import { rotation } from './rotation';

/**
 * Adds the blocks of a transformer. The states are the keys and values of the P tokens before the text, [L, B, heads, P, d]. The network
 * has been trained with at most C tokens, so P + T must not exceed C.
 */
export function transformer(parts: OnnxParts): OnnxLayers {
  const { graph, network } = parts;
  const { layers: L, heads, hidden: H, positionEncoding } = network.shape;
  const dims = [L, 'B', heads, 'P', H / heads];
  const names = ['keys', 'values'];
  const zero = graph.ints([0]);
  const inputs = names.map(name => graph.input(name, 'float32', dims));
  const before = inputs.map(all => graph.split(all, L, 0).map(one => graph.op('Squeeze', [one, zero])));
  const places = placesOf(parts, inputs[0]);
  const rotate = positionEncoding === 'rotary' ? rotation(parts, places.positions) : undefined;
  const after: string[][] = [[], []];
  let x = tokenStream(parts, places.positions);
  for (let l = 0; l < L; l++) {
    const past = { keys: before[0][l], values: before[1][l] };
    const block = addBlock(parts, l, x, { past, hidden: places.hidden, rotate });
    x = block.x;
    for (const [i, state] of [block.keys, block.values].entries())
      after[i].push(graph.op('Unsqueeze', [state, zero]));
  }
  const states = names.map((name, i) => ({
    ...{ name, type: 'float32' as const, dims, start: [] },
    next: graph.concat(after[i], 0),
    nextDims: [L, 'B', heads, 'P + T', H / heads],
  }));
  return { h: layerNorm(parts, x, 'block.ln3', `_l${L - 1}`), states };
}

/** Returns the positions of the tokens [T], and which tokens each sees: 0, or -infinity for later tokens, [T, P + T]. */
function placesOf({ graph, ids }: OnnxParts, keys: string) {
  const one = graph.ints([1], []);
  const size = (value: string, axis: number) =>
    graph.gather(graph.op('Shape', [value]), graph.ints([axis], []));
  const P = size(keys, 3);
  const end = graph.op('Add', [P, size(ids, 0)]);
  const positions = graph.op('Range', [P, end, one]);
  const seen = graph.op('Range', [graph.ints([0], []), end, one]);
  const isLater = graph.op('Greater', [seen, graph.op('Unsqueeze', [positions, graph.ints([1])])]);
  const hidden = graph.op('Where', [isLater, graph.float(Number.NEGATIVE_INFINITY), graph.float(0)]);
  return { positions, hidden };
}

/** Returns the input of the lowest block [T, B, H]: the vector of each token plus, if there is a table, that of its position. */
function tokenStream({ graph, network, weights, ids }: OnnxParts, positions: string): string {
  const hasInput = weights.has('rnn.weight_ih_l0');
  const rows = hasInput ? weights.transposed('rnn.weight_ih_l0') : '';
  const embedded =
    network.embedding > 0 ? graph.gather(weights.plain('embedding.weight'), ids) : graph.gather(rows, ids);
  const x = network.embedding > 0 && hasInput ? graph.linear(embedded, rows) : embedded;
  if (!weights.has('position.weight')) return x;
  const at = graph.gather(weights.plain('position.weight'), positions);
  return graph.op('Add', [x, graph.op('Unsqueeze', [at, graph.ints([1])])]);
}

function addBlock(parts: OnnxParts, l: number, x: string, options: AttentionInputs) {
  const { graph } = parts;
  const suffix = `_l${l}`;
  const found = attention(
    parts,
    linear(parts, layerNorm(parts, x, 'block.ln1', suffix), 'block.qkv', suffix),
    options,
  );
  const between = graph.op('Add', [x, linear(parts, found.output, 'block.proj', suffix)]);
  const wide = linear(parts, layerNorm(parts, between, 'block.ln2', suffix), 'block.up', suffix);
  const narrow = linear(parts, gelu(parts, wide), 'block.down', suffix);
  return { ...found, x: graph.op('Add', [between, narrow]) };
}

/** Returns x (1 + erf(x / √2)) / 2. The operator Gelu is newer than the operator set. */
function gelu({ graph }: OnnxParts, x: string): string {
  const erf = graph.op('Erf', [graph.op('Mul', [x, graph.float(Math.SQRT1_2)])]);
  const half = graph.op('Mul', [x, graph.float(0.5)]);
  return graph.op('Mul', [half, graph.op('Add', [erf, graph.float(1)])]);
}
