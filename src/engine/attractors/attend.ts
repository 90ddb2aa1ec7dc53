import { exp } from '../core/math';
import type { Hopfield } from './hopfield';
import type { NetworkState } from './settle';

/**
 * One step of the modern form of the network (Ramsauer et al., "Hopfield Networks is All You Need", 2020): softmax attention
 * with the state as query, and the stored patterns as keys and values. The weights are a = softmax(beta m), with the inverse
 * temperature beta and the overlaps m; the units take the signs of the weighted mean of the patterns.
 */
export function attend(
  network: Hopfield,
  start: Int8Array,
  beta: number,
): NetworkState & { readonly weights: readonly number[] } {
  const m = network.overlaps(start);
  const largest = m.reduce((a, b) => Math.max(a, b));
  const terms = Array.from(m, overlap => exp(beta * (overlap - largest)));
  const total = terms.reduce((a, b) => a + b);
  const weights = terms.map(term => term / total);
  const s = start.map((old, i) => {
    let mean = 0;
    for (const [mu, pattern] of network.patterns.entries()) mean += weights[mu] * pattern[i];
    return mean === 0 ? old : Math.sign(mean);
  });
  return { updates: network.units, s, m: network.overlaps(s), weights };
}
