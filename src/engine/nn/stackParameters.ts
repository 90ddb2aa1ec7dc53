import type { Arena } from '../core/tensor';
import { makeLayerParameters } from './layer';
import { type LayerParameters, layerParametersOf, type Parameter, parameter, sparse } from './parameters';
import { cellAt, inputSizes, isTied, type NetworkShape } from './shape';

/** The parameters of the embedding and of all layers, without the output. */
export interface StackParameters {
  readonly embedding?: Parameter;
  /** Of a transformer: the weights from the input to the lowest block, if they are not the embedding itself. */
  readonly input?: Parameter; // [D, H]
  /** Of a transformer with learned positions: the vector of each position. */
  readonly positions?: Parameter; // [C, H]
  readonly layers: readonly LayerParameters[];
}

/** Returns the parameters of the embedding and of all layers, lowest layer first. */
export function parametersOf({ embedding, input, positions, layers }: StackParameters): Parameter[] {
  const first = [embedding, input, positions].filter(each => each !== undefined);
  return [...first, ...layers.flatMap(layerParametersOf)];
}

/**
 * Creates the parameters of the embedding and all layers. The names of the parameters of the second and
 * higher layers have a suffix: `Wxh_l1` is Wxh of the second layer.
 */
export function stackParameters(arena: Arena, shape: NetworkShape): StackParameters {
  const { vocabulary: V, hidden: H, normalisation } = shape;
  const { n, E } = inputSizes(shape);
  const { learned, attends } = cellAt(shape, 0);
  const rows = n > 1 || shape.plan ? V + 1 : V; // one additional row for positions before the first token
  // A tied embedding is not sparse, because the output touches every row.
  const asLookup = (all: Parameter) => (isTied(shape) ? all : sparse(all));
  const vectors = { name: 'embedding', role: 'embedding', rows, columns: E } as const;
  const isTable = shape.bits > 0;
  const embedding =
    E > 0 ? { ...asLookup(parameter(arena, vectors)), learned: learned && !isTable } : undefined;
  const inputs = E > 0 ? n * E : V;
  const asInput = (all: Parameter) => (E === 0 ? asLookup(all) : all);
  const layers = Array.from({ length: shape.layers }, (_, l) => {
    const D = l > 0 || attends ? H : inputs;
    const layer = makeLayerParameters(
      arena,
      cellAt(shape, l),
      { D, H, V, normalisation },
      l > 0 ? `_l${l}` : '',
    );
    return l === 0 && !attends ? { ...layer, Wxh: asInput(layer.Wxh) } : layer;
  });
  if (!attends) return { embedding, layers };
  const weights = () => parameter(arena, { name: 'Wxh', role: 'input', rows: inputs, columns: H });
  const table = { name: 'positions', role: 'embedding', rows: shape.positions, columns: H } as const;
  return {
    embedding,
    input: E !== H || isTable ? asInput(weights()) : undefined,
    positions: shape.positionEncoding === 'learned' ? parameter(arena, table) : undefined,
    layers,
  };
}
