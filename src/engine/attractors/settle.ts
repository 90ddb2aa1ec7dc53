import type { Hopfield } from './hopfield';
import { shuffled } from './shuffled';

/** A state of the units, with its overlaps with the patterns. */
export interface NetworkState {
  /** Number of updates so far. */
  readonly updates: number;
  readonly s: Int8Array; // [N]
  readonly m: Int32Array; // [p]
}

/** The order in which a sweep updates all units: random, by seed and sweep. Orders are kept, so that recalls can share them. */
export class UpdateOrder {
  private readonly orders: Uint16Array[] = [];

  constructor(
    private readonly units: number,
    private readonly seed: number,
  ) {}

  of(sweep: number): Uint16Array {
    this.orders[sweep] ??= shuffled(this.units, this.seed, 'updateOrder', sweep);
    return this.orders[sweep];
  }
}

/**
 * Updates the units one by one until a whole sweep changes none. Yields copies of the state: at the start, then after every
 * `every` updates (a divisor of the number of units) of the sweeps that change the state. It always ends, because every change lowers the energy, an integer, and
 * no energy is below that of the largest overlaps.
 */
export function* settle(
  network: Hopfield,
  start: Int8Array,
  order: UpdateOrder,
  every: number,
): Generator<NetworkState> {
  const s = start.slice();
  const m = network.overlaps(s);
  yield { updates: 0, s: s.slice(), m: m.slice() };
  let isSettled = false;
  for (let sweep = 0; !isSettled; sweep++) {
    const states: NetworkState[] = [];
    isSettled = true;
    let updates = sweep * network.units;
    for (const i of order.of(sweep)) {
      if (network.update(i, s, m)) isSettled = false;
      if (++updates % every === 0) states.push({ updates, s: s.slice(), m: m.slice() });
    }
    if (!isSettled) yield* states;
  }
}

/** Returns the state in which the network settles. */
export function settled(network: Hopfield, start: Int8Array, order: UpdateOrder): NetworkState {
  const states = [...settle(network, start, order, network.units)];
  return states[states.length - 1];
}
