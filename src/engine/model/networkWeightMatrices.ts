import type { Arena } from '../core/tensor';
import { gateMatrices, isRecurrent } from '../nn/gateMatrices';
import type { NetworkWeights } from '../nn/network';
import { inputSizes } from '../nn/shape';
import type { WeightMatrix } from './weightMatrix';

/** Returns the matrices of a network in the order of its parameters, without biases and direct connections. */
export function networkWeightMatrices(arena: Arena, weights: NetworkWeights): WeightMatrix[] {
  const { vocabulary: V } = weights.shape;
  const isOneHot = inputSizes(weights.shape).E === 0;
  const hasSymbolRows = ({ name, rows }: { readonly name: string; readonly rows: number }) =>
    /^(embedding|Ww|Wyh(_l\d+)?)$/.test(name) || (isOneHot && /^Wxh(\.\w+)?$/.test(name) && rows >= V);
  return gateMatrices(arena, weights).map(matrix => ({
    name: matrix.name,
    rows: matrix.rows,
    columns: matrix.columns,
    values: matrix.values,
    rowsOf: hasSymbolRows(matrix) ? 'symbols' : 'units',
    columnsOf: matrix.name === 'Why' && matrix.columns === V ? 'symbols' : 'units',
    isRecurrent: isRecurrent(matrix.parameter),
  }));
}
