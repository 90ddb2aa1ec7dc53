import { Draws } from '../generators/generator';
import { datePairs } from './datePairs';
import { copyPairs, reversePairs } from './letterPairs';
import { spellingPairs } from './spellingPairs';

/** All generators of pairs of sources and targets, by their names. */
export const pairGenerators = {
  'copy-pairs': copyPairs,
  'reverse-pairs': reversePairs,
  'date-pairs': datePairs,
  'spelling-pairs': spellingPairs,
} as const;
export type PairGeneratorName = keyof typeof pairGenerators;
export const pairGeneratorNames = Object.keys(pairGenerators) as readonly PairGeneratorName[];

/** Number of attempts to draw a source that was not drawn before. */
const ATTEMPTS = 1000;

interface PairParams {
  readonly number: number;
  readonly seed: number;
  /** Maximum number of letters of a source. */
  readonly longest: number;
}

/**
 * Yields lines of a source, a tab and its target. All sources are different, so that no pair is both trained and
 * validated on. Ends early if no more sources can be found.
 */
export function* generatedPairs(
  name: PairGeneratorName,
  { number, seed, longest }: PairParams,
): Generator<string> {
  const known = new Set<string>();
  for (let item = 0; item < number; item++) {
    const draws = new Draws(seed, item);
    const found = newPair(() => pairGenerators[name].draw(draws, longest), known);
    if (!found) return;
    known.add(found[0]);
    yield `${found[0]}\t${found[1]}\n`;
  }
}

function newPair(draw: () => readonly [string, string], known: ReadonlySet<string>) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const pair = draw();
    if (!known.has(pair[0])) return pair;
  }
  return undefined;
}
