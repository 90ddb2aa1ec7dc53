import type { RunRecord } from './run';

/** Figures that follow from a run's record and its settings. */

type Run = Pick<
  RunRecord,
  'settings' | 'iteration' | 'smoothLoss' | 'tokensPerSecond' | 'validating' | 'validationTime'
>;

/** Tokens of a window, T: what a loss in nats a window is a sum over. */
export const windowOf = ({ settings }: Pick<RunRecord, 'settings'>) =>
  Number(settings['training.sequenceLength']);

/** Of the smoothed loss. */
export const perplexityOf = (run: Run) => Math.exp(run.smoothLoss / windowOf(run));

/** The last iteration; 0 for a run without an end. */
export const limitOf = ({ settings }: Run) => Number(settings['training.maxIterations']);

/** From 0 to 1 while a run is validated; undefined while it trains. */
export const validatedShare = ({ validating }: Pick<RunRecord, 'validating'>) =>
  validating && validating.done / validating.tokens;

/** Until the last iteration and its validation, at the present speed; undefined for a run without an end or without a speed. */
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

/** One at every interval and one at the end; the one that is under way counts with what is left of it. */
function validationsLeft(run: Run, limit: number): number {
  const interval = Number(run.settings['validation.interval']);
  const share = validatedShare(run);
  const current = share === undefined ? 0 : 1 - share;
  if (run.iteration >= limit) return current;
  const regular = Math.floor(limit / interval) - Math.floor(run.iteration / interval);
  return current + regular + (limit % interval === 0 ? 0 : 1);
}
