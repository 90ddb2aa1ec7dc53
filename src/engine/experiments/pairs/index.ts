import { Draws } from '../generators/generator';
import { datePairs } from './datePairs';
import { labelPairs } from './labelPairs';
import { copyPairs, reversePairs } from './letterPairs';
import type { PairGenerator } from './pairGenerator';
import { spellingPairs } from './spellingPairs';

/** All generators of pairs of sources and targets, by their names. */
export const pairGenerators = {
  'copy-pairs': copyPairs,
  'reverse-pairs': reversePairs,
  'date-pairs': datePairs,
  'spelling-pairs': spellingPairs,
  'label-pairs': labelPairs,
} as const;
export type PairGeneratorName = keyof typeof pairGenerators;
export const pairGeneratorNames = Object.keys(pairGenerators) as readonly PairGeneratorName[];

/** Number of attempts to draw a pair that was not drawn before. */
const ATTEMPTS = 1000;

interface PairParams {
  readonly number: number;
  readonly seed: number;
  /** Maximum number of letters of a source. */
  readonly longest: number;
}

/**
 * Yields lines of a source, a tab and its target. All sources are different (or, if a source has many targets, all
 * pairs), so that no pair is both trained and validated on. Ends early if no more can be found.
 */
export function* generatedPairs(
  name: PairGeneratorName,
  { number, seed, longest }: PairParams,
): Generator<string> {
  const generator: PairGenerator = pairGenerators[name];
  const known = new Set<string>();
  const keyOf = ([source, target]: readonly [string, string]) =>
    generator.hasManyTargets ? `${source}\t${target}` : source;
  for (let item = 0; item < number; item++) {
    const draws = new Draws(seed, item);
    const found = drawUntil(
      () => generator.draw(draws, longest),
      pair => !known.has(keyOf(pair)),
    );
    if (!found) return;
    known.add(keyOf(found));
    yield `${found[0]}\t${found[1]}\n`;
  }
}

function drawUntil<T>(draw: () => T, isNew: (drawn: T) => boolean): T | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const drawn = draw();
    if (isNew(drawn)) return drawn;
  }
  return undefined;
}
