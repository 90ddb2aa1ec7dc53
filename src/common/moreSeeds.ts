import type { RunRecord } from '../protocol/run';
import { conditionsOf, seedOf } from './conditions';

/** A run to start: the settings and text of `like`, with another seed. */
export interface SeedToTrain {
  readonly like: RunRecord;
  readonly seed: number;
}

/** Number of seeds per condition that is recommended, and that questions propose. */
export const USUAL_SEEDS = 5;

/** The runs that give every condition the same number of seeds: those to train, and those that exist. */
export interface SeedPlan {
  readonly missing: readonly SeedToTrain[];
  /** The existing runs that the plan uses, one for every condition and seed. */
  readonly existing: readonly RunRecord[];
}

/**
 * Plans runs so that all conditions of the chosen runs have the same `count` seeds. Prefers seeds with which
 * at least one condition is already trained, then takes the smallest unused numbers from 1. `all` contains
 * the existing runs; failed runs do not count.
 */
export function planSeeds(chosen: readonly RunRecord[], all: readonly RunRecord[], count: number): SeedPlan {
  const ids = new Set(chosen.map(({ id }) => id));
  const candidates = [
    // Uses the current record of each chosen run.
    ...chosen.map(run => all.find(({ id }) => id === run.id) ?? run),
    ...all.filter(({ id }) => !ids.has(id)),
  ];
  const conditions = conditionsOf(candidates, run => run).filter(runs => runs.some(({ id }) => ids.has(id)));
  const used = [...new Set(conditions.flatMap(runs => runs.map(seedOf)))];
  const seeds = firstSeeds(used, count);
  const found = conditions.map(runs => ({
    like: runs[0],
    // Of several runs with one seed, the first is used, because the chosen runs come first.
    bySeed: new Map(
      runs
        .filter(({ state }) => state !== 'failed')
        .reverse()
        .map(run => [seedOf(run), run]),
    ),
  }));
  return {
    missing: seeds.flatMap(seed =>
      found.flatMap(({ like, bySeed }) => (bySeed.has(seed) ? [] : [{ like, seed }])),
    ),
    existing: found.flatMap(({ bySeed }) => seeds.flatMap(seed => bySeed.get(seed) ?? [])),
  };
}

/** Returns `count` seeds: first the used ones, then the smallest other numbers from 1. */
function firstSeeds(used: readonly number[], count: number): number[] {
  const seeds = used.slice(0, count);
  for (let seed = 1; seeds.length < count; seed++) if (!seeds.includes(seed)) seeds.push(seed);
  return seeds;
}
