import type { WeightMatrix } from '../../model/weightMatrix';
import { type FasterRnnlmModel, type FasterRnnlmStructure, layerTypes } from './fasterRnnlmModel';

/** A matrix of a layer, or undefined if the layer does not use the matrix at this place in the file. */
type LayerMatrix = { readonly name: string; readonly size: readonly [number, number] } | undefined;

/**
 * Returns the matrices of a model, with the names in the comment on `FasterRnnlmModel`. Those of upper layers end
 * with the number of the layer, such as `W_l1`.
 */
export function fasterRnnlmMatrices({
  structure,
  embedding,
  output,
  layers,
}: FasterRnnlmModel): WeightMatrix[] {
  const H = structure.hidden;
  const units = { rowsOf: 'units', columnsOf: 'units', isRecurrent: false } as const;
  const symbols = { ...units, rowsOf: 'symbols' } as const;
  const outputRows = output.length / H;
  return [
    { ...symbols, name: 'E', rows: embedding.length / H, columns: H, values: () => embedding },
    ...layers.flatMap(({ matrices }, l) =>
      layerMatrices(structure, l).flatMap((matrix, m) => {
        if (!matrix) return [];
        const [rows, columns] = matrix.size;
        const name = l > 0 ? `${matrix.name}_l${l}` : matrix.name;
        const isRecurrent = /^[WR]/.test(matrix.name);
        return [{ ...units, name, rows, columns, isRecurrent, values: () => matrices[m] }];
      }),
    ),
    {
      ...(structure.isNoiseContrastive ? symbols : units),
      ...{ name: 'O', rows: outputRows, columns: H, values: () => output },
    },
  ];
}

/** Returns the matrices of a layer in the order of the file. */
function layerMatrices({ hidden: H, layerType, scrn }: FasterRnnlmStructure, l: number): LayerMatrix[] {
  const square = (name: string) => ({ name, size: [H, H] as const });
  if (layerType === 'scrn') {
    const C = scrn?.context ?? 0;
    const G = H - C;
    const readsInput = !(scrn?.isFast && l === 0);
    return [
      readsInput ? { name: 'B', size: [C, H] } : undefined,
      { name: 'P', size: [G, C] },
      readsInput ? { name: 'A', size: [G, H] } : undefined,
      { name: 'R', size: [G, G] },
    ];
  }
  const kind = layerTypes[layerType];
  if (!kind.isGated) return [square('W'), ...(l > 0 ? [square('V')] : [])];
  const input = (name: string) => (kind.hasInput ? square(name) : undefined);
  return [input('Ir'), square('Wr'), input('Iu'), square('Wu'), input('Iq'), square('Wq')];
}
