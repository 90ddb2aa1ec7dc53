import type { RunRecord } from './run';

/** Figures that follow from a run's record and its settings. */

type Run = Pick<RunRecord, 'settings' | 'iteration' | 'smoothLoss' | 'tokensPerSecond'>;

/** Tokens of a window, T: what a loss in nats a window is a sum over. */
export const windowOf = ({ settings }: Pick<RunRecord, 'settings'>) =>
  Number(settings['training.sequenceLength']);

/** Of the smoothed loss. */
export const perplexityOf = (run: Run) => Math.exp(run.smoothLoss / windowOf(run));

/** The last iteration; 0 for a run without an end. */
export const limitOf = ({ settings }: Run) => Number(settings['training.maxIterations']);

/** Until the last iteration, at the present speed; undefined for a run without an end or without a speed. */
export function secondsLeft(run: Run): number | undefined {
  const limit = limitOf(run);
  if (limit === 0 || !(run.tokensPerSecond > 0)) return undefined;
  const tokensPerUpdate = windowOf(run) * Number(run.settings['training.batch']);
  return (Math.max(0, limit - run.iteration) * tokensPerUpdate) / run.tokensPerSecond;
}
