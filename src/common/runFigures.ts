import type { RunRecord } from '../protocol/run';

/** Figures computed from a run's record and its settings. */

type Run = Pick<
  RunRecord,
  'settings' | 'iteration' | 'smoothLoss' | 'tokensPerSecond' | 'validating' | 'validationTime'
>;

/** Returns the window length T in tokens. A loss in nats per window is a sum over T tokens. */
export const windowOf = ({ settings }: Pick<RunRecord, 'settings'>) =>
  Number(settings['training.sequenceLength']);

/** Returns the perplexity that corresponds to the smoothed loss. */
export const perplexityOf = (run: Run) => Math.exp(run.smoothLoss / windowOf(run));

/** Returns the number of the last iteration; 0 for a run without a limit. */
export const limitOf = ({ settings }: Run) => Number(settings['training.maxIterations']);

/** Returns the progress of the current validation, from 0 to 1. Undefined if none is running. */
export const validatedShare = ({ validating }: Pick<RunRecord, 'validating'>) =>
  validating && validating.done / validating.tokens;

/**
 * Estimates the seconds until the last iteration and its validation, at the current speed. Undefined without
 * a limit or a known speed.
 */
export function secondsLeft(run: Run): number | undefined {
  const limit = limitOf(run);
  if (limit === 0 || !(run.tokensPerSecond > 0)) return undefined;
  const tokensPerUpdate = windowOf(run) * Number(run.settings['training.batch']);
  const training = (Math.max(0, limit - run.iteration) * tokensPerUpdate) / run.tokensPerSecond;
  const { validationTime } = run;
  return validationTime === undefined
    ? training
    : training + (validationsLeft(run, limit) * validationTime) / 1000;
}

/**
 * Counts the remaining validations: one per interval and one at the end. A running one counts by its
 * remaining share.
 */
function validationsLeft(run: Run, limit: number): number {
  const interval = Number(run.settings['validation.interval']);
  const share = validatedShare(run);
  const current = share === undefined ? 0 : 1 - share;
  if (run.iteration >= limit) return current;
  const regular = Math.floor(limit / interval) - Math.floor(run.iteration / interval);
  return current + regular + (limit % interval === 0 ? 0 : 1);
}
