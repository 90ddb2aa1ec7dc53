import type { FailureKind } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { ParameterTrainer } from './parameterTrainer';

/**
 * The loss counts as exploded if its mean over recent updates is above this multiple of the loss of a uniform
 * prediction.
 */
const EXPLODED = 5;

export type TrainingFailure = Exclude<FailureKind, 'other'>;

/** Returns how training failed in an update with this loss. Undefined if the update was successful. */
export function failureAfter(trainer: ParameterTrainer, loss: number): TrainingFailure | undefined {
  if (!Number.isFinite(loss)) return 'notFinite';
  return trainer.recentLoss > EXPLODED * trainer.uniformLoss ? 'exploded' : undefined;
}

/**
 * Returns an error message with advice for a failed training. `trainer` must already be restored to its last
 * checkpoint; `iteration` is the iteration at which training failed.
 */
export function adviceFor(failure: TrainingFailure, iteration: number, trainer: ParameterTrainer): UserError {
  const { 'training.learningRate': rate, 'training.gradientClip': clip } = trainer.live;
  const args = [iteration, trainer.iteration, rate];
  // If clipping is switched off, the advice must not suggest lowering the clip threshold.
  const isClipped = clip > 0;
  if (failure === 'notFinite') {
    return isClipped
      ? new UserError(
          'The loss stopped being a number at iteration {0}; the run went back to its last checkpoint, of iteration {1}. Resume it with a lower learning rate (now {2}), or train again with a smaller {4} (now {3}).',
          [...args, clip, { setting: 'training.gradientClip' }],
        )
      : new UserError(
          'The loss stopped being a number at iteration {0}; the run went back to its last checkpoint, of iteration {1}. Resume it with a lower learning rate (now {2}).',
          args,
        );
  }
  return isClipped
    ? new UserError(
        'The loss exploded before iteration {0}: it is far above that of a model that knows nothing. The run went back to its last checkpoint, of iteration {1}. Resume it with a lower learning rate (now {2}), or train again with a smaller {4} (now {3}).',
        [...args, clip, { setting: 'training.gradientClip' }],
      )
    : new UserError(
        'The loss exploded before iteration {0}: it is far above that of a model that knows nothing. The run went back to its last checkpoint, of iteration {1}. Resume it with a lower learning rate (now {2}).',
        args,
      );
}
