import { dice } from '../storage/support/mutate';

export interface Counts {
  loaded: number;
  refused: number;
}

export type Roll = (n: number) => number;

/** Applies `change` to a file one to three times. */
export function changed<F>(file: F, roll: Roll, change: (file: F) => F): F {
  let mutant = file;
  for (let times = roll(3); times >= 0; times--) mutant = change(mutant);
  return mutant;
}

/**
 * Counts how many of `count` mutants can be loaded and how many are refused. If `attempt` throws an error,
 * throws an error that contains the mutant, formatted by `shown`.
 */
export function outcomes<F>(
  seed: number,
  count: number,
  make: (roll: Roll) => F,
  attempt: (mutant: F) => keyof Counts,
  shown: (mutant: F) => string,
): Counts {
  const roll = dice(seed);
  const counts = { loaded: 0, refused: 0 };
  for (let i = 0; i < count; i++) {
    const mutant = make(roll);
    try {
      counts[attempt(mutant)]++;
    } catch (error) {
      throw new Error(`seed ${seed}, mutant ${i}: ${shown(mutant)}`, { cause: error });
    }
  }
  return counts;
}
