import type { RunRecord } from '../protocol/run';
import { UserError } from '../protocol/userError';
import { fullName } from './runNames';

/**
 * Returns the reason why extending a finished run gives another result than a run that was planned from the
 * start with the larger number of iterations. Undefined if both results are bit-identical.
 */
export function longerRunDifference({ settings, iteration, validation }: RunRecord): UserError | undefined {
  const limit = Number(settings['training.maxIterations']);
  if (limit === 0 || iteration < limit) {
    return new UserError(
      'This run ended at iteration {0} because its validation no longer improved. A longer run would have ended there, too. This one continues.',
      [iteration],
    );
  }
  if (settings['training.schedule'] === 'cosine') {
    return new UserError(
      'With the schedule "cosine", the learning rate depends on the number of iterations. It rises again, and the result differs from that of a run planned for the full length.',
    );
  }
  const isExtra = validation && iteration % Number(settings['validation.interval']) !== 0;
  if (isExtra && Number(settings['validation.patience']) > 0) {
    return new UserError(
      'The validation at iteration {0} counts for {1}. The run may end at another iteration than a run planned for the full length.',
      [iteration, { setting: 'validation.patience' }],
    );
  }
  return undefined;
}

/**
 * Returns the reason why no single command reproduces a run: it was extended after its end, and a run planned
 * for the full length would have another result. Undefined if one command reproduces it.
 */
export function unrepeatable(run: RunRecord): UserError | undefined {
  const { settings, extensions = [] } = run;
  const differing = extensions.find(({ iteration, from }) =>
    longerRunDifference({
      ...run,
      iteration,
      settings: { ...settings, 'training.maxIterations': from },
    }),
  );
  return (
    differing &&
    new UserError(
      'One command cannot repeat "{0}": it trained further after iteration {1}, and its learning rate or its validations differ from those of a run planned to be as long. First train with --max-iterations {2}, then resume with --max-iterations {3}.',
      [fullName(run), differing.iteration, differing.from, differing.to],
    )
  );
}
