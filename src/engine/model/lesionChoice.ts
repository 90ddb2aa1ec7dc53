import type { Lesion, LesionChoice } from '../../protocol/lesion';
import { UserError } from '../../protocol/userError';
import { uniform } from '../core/random';
import type { NetworkWeights } from '../nn/network';
import { checkLesion, combined, matrixOf } from './lesion';

/**
 * Returns the lesion that a choice describes: the listed parts and the random ones. Throws a UserError if the
 * network lacks a listed part, or if the lesion would be empty.
 */
export function chooseLesion(network: NetworkWeights, choice: LesionChoice): Lesion {
  const { units = [], connections = [], unitShare = 0, connectionShares = [], seed = 0 } = choice;
  const { layers, hidden } = network.shape;
  const random: Lesion = {
    units: unitShare > 0 ? randomUnits(layers, hidden, unitShare, seed) : [],
    connections: connectionShares.map(({ matrix, share }) => {
      const index = network.parameters.indexOf(matrixOf(network.parameters, matrix));
      const { rows, columns } = network.parameters[index].value;
      return { matrix, entries: randomNumbers(rows * columns, share, seed, index + 1) };
    }),
  };
  const lesion = combined({ units, connections }, random);
  checkLesion(network, lesion);
  const isEmpty = [
    ...lesion.units.map(each => each.units),
    ...lesion.connections.map(each => each.entries),
  ].every(each => each.length === 0);
  if (isEmpty) throw new UserError('The lesion is empty. Choose at least one unit or connection.');
  return lesion;
}

/** Returns a random share of the units of all layers together. */
function randomUnits(layers: number, hidden: number, share: number, seed: number): Lesion['units'] {
  const chosen = randomNumbers(layers * hidden, share, seed, 0);
  return Array.from({ length: layers }, (_, layer) => ({
    layer,
    units: chosen.filter(unit => Math.floor(unit / hidden) === layer).map(unit => unit % hidden),
  })).filter(({ units }) => units.length > 0);
}

/**
 * Returns a random share of the numbers below n, in ascending order. Their number is share * n, rounded. With
 * one seed, a larger share contains every number of a smaller one, so damage can grow step by step.
 */
function randomNumbers(n: number, share: number, seed: number, purpose: number): number[] {
  const draws = Float64Array.from({ length: n }, (_, i) => uniform(seed, 'lesion', purpose, i));
  const order = Array.from(draws, (_, i) => i).sort((a, b) => draws[a] - draws[b] || a - b);
  return order.slice(0, Math.round(share * n)).sort((a, b) => a - b);
}
