import type { Draws } from '../generators/generator';

/** A generator of pairs of sources and targets. It is deterministic. */
export interface PairGenerator {
  readonly description: string;
  /** Whether `longest` has an effect. */
  readonly hasLength: boolean;
  /** Whether a source has many targets. Then pairs are different, but not their sources. */
  readonly hasManyTargets?: true;
  /** Returns a random source and its target. `longest`: maximum number of letters. */
  draw(draws: Draws, longest: number): readonly [source: string, target: string];
}
