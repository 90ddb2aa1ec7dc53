import type { Lesion } from '../../protocol/lesion';
import { UserError } from '../../protocol/userError';
import type { Arena } from '../core/tensor';
import { removeConnections } from '../nn/lesionedParts';
import type { NetworkWeights } from '../nn/network';
import { isMatrix } from '../nn/parameters';
import { lesionSchema } from '../storage/lesionSchema';
import { parseJson } from '../storage/parseJson';
import type { TensorFile } from '../storage/safetensors/safetensors';

/** Returns the lesion that a model file contains. Undefined if it contains none. */
export function lesionIn({ metadata }: TensorFile): Lesion | undefined {
  if (metadata.lesion === undefined) return undefined;
  const lesion = parseJson(lesionSchema, metadata.lesion);
  if (lesion) return lesion;
  throw new UserError('The lesion in this file is damaged.');
}

/** Returns the metadata of a model file that contain a network's lesion. */
export const lesionMetadata = ({ lesion }: NetworkWeights): { readonly lesion?: string } =>
  lesion ? { lesion: JSON.stringify(lesion) } : {};

/**
 * Returns the network with a lesion: silenced units count as 0 in every step, and removed connections are set
 * to 0 in the weights. Throws a UserError if the network lacks a unit or connection. A lesion without parts
 * leaves the network as it is.
 */
export function lesioned(arena: Arena, network: NetworkWeights, lesion: Lesion | undefined): NetworkWeights {
  if (!lesion) return network;
  checkLesion(network, lesion);
  removeConnections(arena, network.parameters, lesion, 'value');
  return { ...network, lesion };
}

/** Throws a UserError if the network lacks a unit or connection of the lesion. */
export function checkLesion({ shape, parameters }: NetworkWeights, { units, connections }: Lesion): void {
  for (const { layer, units: silenced } of units) {
    if (layer >= shape.layers) throw noLayer(layer, shape.layers);
    const missing = silenced.find(unit => unit >= shape.hidden);
    if (missing !== undefined) throw noUnit(missing, layer, shape.hidden);
  }
  for (const { matrix, entries } of connections) {
    const { rows, columns } = matrixOf(parameters, matrix).value;
    const missing = entries.find(entry => entry >= rows * columns);
    if (missing !== undefined)
      throw noEntry(matrix, Math.floor(missing / columns), missing % columns, rows, columns);
  }
}

/** Returns the weight matrix with a name. Throws a UserError if there is none. */
export function matrixOf(parameters: NetworkWeights['parameters'], name: string) {
  const matrices = parameters.filter(isMatrix);
  const found = matrices.find(each => each.name === name);
  if (found) return found;
  throw new UserError('The network has no matrix "{0}". It has {1}.', [
    name,
    matrices.map(each => each.name).join(', '),
  ]);
}

export const noLayer = (layer: number, layers: number) =>
  new UserError('The network has no layer h_l{0}. Its layers are h_l0 to h_l{1}.', [layer, layers - 1]);

export const noUnit = (unit: number, layer: number, hidden: number) =>
  new UserError('h_l{0} has no unit {1}. Its units have the numbers 0 to {2}.', [layer, unit, hidden - 1]);

export function noEntry(
  matrix: string,
  row: number,
  column: number,
  rows: number,
  columns: number,
): UserError {
  return new UserError(
    '{0} has no entry in row {1}, column {2}. It has the rows 0 to {3} and the columns 0 to {4}.',
    [...[matrix, row, column, rows - 1, columns - 1]],
  );
}

/** Returns the lesion with the parts of both, in ascending order, and the base of the first that has one. */
export function combined(first: Lesion | undefined, second: Lesion): Lesion {
  const units = [...(first?.units ?? []), ...second.units];
  const connections = [...(first?.connections ?? []), ...second.connections];
  const layers = ascending(units.map(({ layer }) => layer));
  const base = first?.base ?? second.base;
  const matrices = [...new Set(connections.map(({ matrix }) => matrix))].sort();
  return {
    units: layers.map(layer => ({
      layer,
      units: ascending(units.flatMap(each => (each.layer === layer ? each.units : []))),
    })),
    connections: matrices.map(matrix => ({
      matrix,
      entries: ascending(connections.flatMap(each => (each.matrix === matrix ? each.entries : []))),
    })),
    ...(base && { base }),
  };
}

const ascending = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);
