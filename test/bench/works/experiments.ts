import { physicalCores } from '../../../src/workers/threadCount';
import type { Work } from '../lib/compare';
import type { Machine } from '../lib/machine';

/** Number of runs of the experiment. */
export const SEEDS = 8;
/** Number of updates of each run for one unit of work. */
export const THOUSAND = 1000;
/** How much longer than a fair share of the time the runs may take on all cores. */
const GOAL = 1.15;

/** Returns the program that trains the runs, this number of them at a time. */
export const experimentSide = (machine: Machine, parallel: number) =>
  machine.ours('dist/test/bench/experiment.js', [String(parallel)]);

/** Compares the runs of an experiment on all cores with the same runs one after another. */
export function experiments(machine: Machine): Work[] {
  const cores = physicalCores();
  return [
    {
      name: `an experiment with ${SEEDS} seeds, hidden 100, ${cores} runs at a time`,
      unit: 'updates/s',
      amount: SEEDS * THOUSAND,
      ours: experimentSide(machine, cores),
      peers: [{ name: 'one run at a time', program: experimentSide(machine, 1), goal: cores / GOAL }],
    },
  ];
}
