import { physicalCores } from '../../../src/workers/threadCount';
import type { ExperimentLap } from '../experiment';
import { experimentSide, SEEDS } from '../works/experiments';
import { median } from './compare';
import type { Machine } from './machine';
import { startSide } from './side';

/** Thousands of updates of each run: as many as in the example of the guide to experiments. */
const UPDATES = 20;
const ROUNDS = 3;
/** Seconds after which no further round starts: other programs can make a round several times as long. */
const LIMIT = 120;

/**
 * Measures an experiment with eight seeds: how much longer than a fair share of the time it takes on all cores, and how
 * long the event loop of the program that starts the processes is blocked.
 */
export async function printExperiments(machine: Machine): Promise<void> {
  const cores = physicalCores();
  const sides = await Promise.all([1, cores].map(parallel => startSide(experimentSide(machine, parallel))));
  const laps: ExperimentLap[][] = [[], []];
  const start = performance.now();
  for (let round = 0; round < ROUNDS && performance.now() - start < 1000 * LIMIT; round++) {
    console.error(`round ${round + 1} of at most ${ROUNDS} ...`);
    for (const [i, side] of sides.entries()) laps[i].push((await side.lap(UPDATES)) as ExperimentLap); // it prints these
  }
  for (const side of sides) side.end();
  const [alone, together] = laps.map(each => median(each.map(({ seconds }) => seconds)));
  const delay = median(laps[1].map(each => each.delay));
  const factor = together / (alone / cores);
  console.log(`${laps[1].length} rounds`);
  console.log(`${SEEDS} seeds, one after another: ${alone.toFixed(1)} s`);
  console.log(
    `${cores} at a time: ${together.toFixed(1)} s, ${factor.toFixed(2)} of 1/${cores} (goal: 1.15)`,
  );
  console.log(`99% of the delays of the event loop: below ${delay.toFixed(1)} ms (goal: 20)`);
}
