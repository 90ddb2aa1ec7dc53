import { CODE_BITS, LINE_LENGTH } from '../../protocol/attractors';
import { uniform } from '../core/random';
import { shuffled } from './shuffled';

/** Which bits are damaged: different ones for each trial. */
export interface DamageChoice {
  readonly share: number;
  readonly seed: number;
  readonly trial: number;
}

/** Returns a copy of a state in which a share of the bits, chosen at random, is flipped. */
export function flipBits(state: Int8Array, { share, seed, trial }: DamageChoice): Int8Array {
  const damaged = state.slice();
  const order = shuffled(state.length, seed, 'damage', trial);
  for (const i of order.subarray(0, Math.round(share * state.length))) damaged[i] = -damaged[i];
  return damaged;
}

/** Returns a copy of a state in which random bits replace a share of the characters, chosen at random. */
export function eraseCharacters(state: Int8Array, { share, seed, trial }: DamageChoice): Int8Array {
  const damaged = state.slice();
  const order = shuffled(LINE_LENGTH, seed, 'damage', trial);
  for (const place of order.subarray(0, Math.round(share * LINE_LENGTH)))
    for (let i = place * CODE_BITS; i < (place + 1) * CODE_BITS; i++)
      // The draws with indices below LINE_LENGTH chose the places.
      damaged[i] = uniform(seed, 'damage', trial, LINE_LENGTH + i) < 0.5 ? -1 : 1;
  return damaged;
}
