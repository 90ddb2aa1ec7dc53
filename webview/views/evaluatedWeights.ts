import type { RunData } from '../../src/charts/runs/runData';

/** Returns a text that changes when a run has other weights to evaluate. At the end of a run, its last weights are stored. */
export const evaluatedWeights = ({ record: { validation, iteration, state } }: RunData): string =>
  JSON.stringify([state, validation?.best.iteration ?? (state === 'running' ? 0 : iteration)]);
