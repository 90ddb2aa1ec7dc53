import { type Purpose, uniform } from '../core/random';

/** Returns the numbers below `length` in random order (Fisher-Yates), by seed, purpose and step. */
export function shuffled(length: number, seed: number, purpose: Purpose, step: number): Uint16Array {
  const order = Uint16Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(uniform(seed, purpose, step, i) * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
