import { dice } from '../storage/support/mutate';

export interface Counts {
  loaded: number;
  refused: number;
}

export type Roll = (n: number) => number;

/** One to three changes to what `file` is. */
export function changed<F>(file: F, roll: Roll, change: (file: F) => F): F {
  let mutant = file;
  for (let times = roll(3); times >= 0; times--) mutant = change(mutant);
  return mutant;
}

/**
 * What becomes of `count` mutants that `make` makes. Throws whatever `attempt` throws, with the mutant as it is `shown`.
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
