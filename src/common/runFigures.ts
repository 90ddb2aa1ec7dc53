import type { RunRecord } from '../protocol/run';
import { timeText, UNCERTAIN } from './timeLeft';

/** The fields of a run's record from which the remaining time is computed. */
type Run = Pick<
  RunRecord,
  | 'settings'
  | 'iteration'
  | 'smoothLoss'
  | 'tokensPerSecond'
  | 'elapsed'
  | 'validating'
  | 'validationTime'
  | 'labelling'
  | 'translation'
>;

/**
 * Returns the name of the figure exp(loss). A network that predicts each token from both sides knows more than a language
 * model does, so its figure is not a perplexity and cannot be compared with one.
 */
export const perplexityName = ({ task }: Pick<RunRecord, 'task'>) =>
  task === 'cloze' ? 'pseudo-perplexity' : 'perplexity';

/** Returns the window length T in tokens. A loss in nats per window is a sum over T tokens. */
export const windowOf = ({ settings }: Pick<RunRecord, 'settings'>) =>
  Number(settings['training.sequenceLength']);

/**
 * Converts a loss of the run from nats per window to nats per token. Records, metrics and files use nats per
 * window, as min-char-rnn does. Views use nats per token, because runs with different window lengths can be
 * compared in this unit.
 */
export const perToken = (loss: number, run: Pick<RunRecord, 'settings'>) => loss / windowOf(run);

/** Returns the loss of a run on its training text, smoothed as in `smoothedLoss.ts`, in nats per token. */
export const lossOf = (run: Pick<RunRecord, 'settings' | 'smoothLoss'>) => perToken(run.smoothLoss, run);

/**
 * Returns the lowest smoothed training loss of a run so far, in nats per token. Undefined for a run of an
 * older version, which did not store this loss.
 */
export const bestLossOf = (run: Pick<RunRecord, 'settings' | 'bestLoss'>) =>
  run.bestLoss === undefined ? undefined : perToken(run.bestLoss, run);

/**
 * Returns the loss by which a run is judged, in nats per token: the loss on its held-out text or, before the
 * first validation, the loss on the training text.
 */
export function judgedLoss(run: Pick<RunRecord, 'settings' | 'smoothLoss' | 'bestLoss' | 'validation'>) {
  const { validation } = run;
  return validation
    ? { isHeldOut: true, last: validation.last.loss, best: validation.best.loss }
    : { isHeldOut: false, last: lossOf(run), best: bestLossOf(run) };
}

/** Returns whether the run is validated, either on the end of its own text or on a separate text. */
export const hasHeldOutText = ({
  settings,
  validationText,
}: Pick<RunRecord, 'settings' | 'validationText'>) =>
  validationText !== undefined || Number(settings['validation.fraction'] ?? 0) > 0;

/** The columns of metrics whose values are losses in nats per window. */
export const lossColumns: readonly string[] = ['loss', 'smoothLoss', 'validationLoss', 'validationError'];

/** Returns the number of the last iteration; 0 for a run without a limit. */
export const limitOf = ({ settings }: Run) => Number(settings['training.maxIterations']);

/** Returns the progress of the current validation, from 0 to 1. Undefined if none is running. */
export const validatedShare = ({ validating }: Pick<RunRecord, 'validating'>) =>
  validating && validating.done / validating.tokens;

/** Returns the time until the end of a running run as text, such as `2:03`. Undefined if it is unknown. */
export function timeLeft(run: Run & Pick<RunRecord, 'state'>): string | undefined {
  const seconds = run.state === 'running' ? secondsLeft(run) : undefined;
  return seconds === undefined ? undefined : timeText(seconds);
}

/**
 * Estimates the seconds until the last iteration and its validation, at the current speed. Undefined without
 * a limit or a known speed, and in the first seconds.
 */
export function secondsLeft(run: Run): number | undefined {
  const limit = limitOf(run);
  if (limit === 0 || !(run.tokensPerSecond > 0) || run.elapsed < UNCERTAIN) return undefined;
  const training = Math.max(0, limit - run.iteration) * secondsPerUpdate(run);
  const { validationTime } = run;
  return validationTime === undefined
    ? training
    : training + (validationsLeft(run, limit) * validationTime) / 1000;
}

/** Returns the duration of an update. Of texts of different lengths, it is the mean so far. */
function secondsPerUpdate(run: Run): number {
  if (run.labelling || run.translation) return run.iteration > 0 ? run.elapsed / 1000 / run.iteration : 0;
  return (windowOf(run) * Number(run.settings['training.batch'])) / run.tokensPerSecond;
}

/**
 * Returns the number of remaining validations: one per interval and one at the end. A validation in progress
 * counts as its remaining fraction.
 */
function validationsLeft(run: Run, limit: number): number {
  const interval = Number(run.settings['validation.interval']);
  const share = validatedShare(run);
  const current = share === undefined ? 0 : 1 - share;
  if (run.iteration >= limit) return current;
  const regular = Math.floor(limit / interval) - Math.floor(run.iteration / interval);
  return current + regular + (limit % interval === 0 ? 0 : 1);
}
