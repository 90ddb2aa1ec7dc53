import type { CapacityCurve, CapacityPoint } from '../../protocol/attractors';
import { randomWords } from '../core/random';
import { attend } from './attend';
import { flipBits } from './damage';
import { endOf } from './endOf';
import { Hopfield } from './hopfield';
import { type NetworkState, settled, UpdateOrder } from './settle';

/** The share of bits that is flipped before a recall, in all measurements of the capacity. */
const MEASURED_DAMAGE = 0.1;
/** Number of stored patterns that are tried at each number of patterns. */
const TRIED = 20;
/** The share of recalled patterns below which recall counts as broken. */
const BROKEN = 0.9;
/** Number of patterns by which the measured numbers differ where every number would take too long. */
export const STEP = 4;

/** Returns the usual inverse temperature of attention over N units, 1 / sqrt N. */
export const usualInverseTemperature = (units: number) => 1 / Math.sqrt(units);

/**
 * Stores the first 1, 1 + step, 1 + 2 step ... patterns, and measures what each network recalls after 10 % of the bits of a
 * pattern were flipped. Once recall is broken, the number of patterns grows by `STEP`.
 */
export function* recallRates(
  patterns: readonly Int8Array[],
  seed: number,
  step: number,
): Generator<CapacityPoint> {
  const order = new UpdateOrder(patterns[0].length, seed);
  let isBroken = false;
  for (let lines = 1; lines <= patterns.length; lines += isBroken ? STEP : step) {
    const point = measure(new Hopfield(patterns.slice(0, lines)), order, seed);
    isBroken ||= point.recalled < BROKEN;
    yield point;
  }
}

/** Returns the curve through the points, with the largest number of patterns before the rate of recall falls below 90 %. */
export function curveOf(points: readonly CapacityPoint[]): CapacityCurve {
  const broken = points.findIndex(({ recalled }) => recalled < BROKEN);
  const isAll = broken === -1;
  const last = isAll ? points.length - 1 : broken - 1;
  return { points, capacity: points[last]?.lines ?? 0, isAll };
}

function measure(network: Hopfield, order: UpdateOrder, seed: number): CapacityPoint {
  const { patterns, units } = network;
  const tried = Math.min(TRIED, patterns.length);
  let [recalled, attended] = [0, 0];
  for (let k = 0; k < tried; k++) {
    const mu = Math.floor((k * patterns.length) / tried);
    const start = flipBits(patterns[mu], { share: MEASURED_DAMAGE, seed, trial: k });
    if (isRecalled(network, settled(network, start, order), mu)) recalled++;
    if (isRecalled(network, attend(network, start, usualInverseTemperature(units)), mu)) attended++;
  }
  const unstable = oneStepErrors(network);
  return { lines: patterns.length, recalled: recalled / tried, attended: attended / tried, unstable };
}

/** Returns whether a recall ended at a pattern, and not at another one that is nearer. */
function isRecalled(network: Hopfield, { s, m }: NetworkState, mu: number): boolean {
  const end = endOf(network, s, m);
  return end.kind === 'stored' && end.line === mu;
}

/** Returns the share of the bits of the stored patterns that one update of each unit, from the pattern, would change. */
export function oneStepErrors(network: Hopfield): number {
  const { patterns, units } = network;
  let changed = 0;
  for (const x of patterns) {
    const m = network.overlaps(x);
    for (let i = 0; i < units; i++) if (network.input(i, x, m) * x[i] < 0) changed++;
  }
  return changed / (patterns.length * units);
}

/** Returns patterns of independent random bits. */
export function randomPatterns(count: number, units: number, seed: number): Int8Array[] {
  return Array.from({ length: count }, (_, mu) =>
    Int8Array.from({ length: units }, (__, i) =>
      randomWords(seed, 'pattern', mu, i, 0)[0] >>> 31 === 0 ? -1 : 1,
    ),
  );
}
