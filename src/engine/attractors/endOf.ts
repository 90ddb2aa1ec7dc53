import type { RecallEnd } from '../../protocol/attractors';
import { distanceOf, dot, type Hopfield } from './hopfield';

/**
 * Maximum share of bits in which an end may differ from the state after which it is named. The attractor near a stored pattern
 * differs from it in a few bits: in 1.6 % at the capacity of a large network (Amit, Gutfreund & Sompolinsky 1985).
 */
const TOLERANCE = 1 / 32;
/** The numbers of stored patterns of which mixed states are looked for. */
const MIXED = [3, 5, 7, 9];

const isNear = (distance: number, units: number) => distance <= TOLERANCE * units;

/**
 * Names the state in which a recall ended: a stored pattern, the inverse of one, a mixed state (the sign of a sum of an odd
 * number of stored patterns or their inverses), or another, spurious state.
 */
export function endOf(network: Hopfield, s: Int8Array, m: Int32Array): RecallEnd {
  const { units } = network;
  const order = [...m.keys()].sort((a, b) => Math.abs(m[b]) - Math.abs(m[a]));
  const [line] = order;
  const distance = distanceOf(Math.abs(m[line]), units);
  if (isNear(distance, units)) return { kind: m[line] > 0 ? 'stored' : 'inverse', line, distance };
  for (const count of MIXED.filter(each => each <= order.length)) {
    const lines = order.slice(0, count);
    const mixture = signOfSum(network, lines, m);
    const far = distanceOf(dot(mixture, s), units);
    if (isNear(far, units)) return { kind: 'mixed', lines: lines.sort((a, b) => a - b), distance: far };
  }
  return { kind: 'spurious', line, distance: distanceOf(m[line], units) };
}

/** Returns the sign of the sum of an odd number of patterns. A pattern with a negative overlap is inverted. */
function signOfSum({ patterns, units }: Hopfield, lines: readonly number[], m: Int32Array): Int8Array {
  return Int8Array.from({ length: units }, (_, i) => {
    let sum = 0;
    for (const mu of lines) sum += m[mu] < 0 ? -patterns[mu][i] : patterns[mu][i];
    return sum > 0 ? 1 : -1;
  });
}
