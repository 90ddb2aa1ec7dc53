import { UserError } from '../../protocol/userError';
import type { Trainer } from './trainer';

/** Multiple of the uniform loss above which the mean loss of recent updates counts as exploded. */
const EXPLODED = 5;

export type TrainingFailure = 'notFinite' | 'exploded';

/** Returns whether an update with this loss failed, and the kind of failure. Undefined if it succeeded. */
export function failureAfter(trainer: Trainer, loss: number): TrainingFailure | undefined {
  if (!Number.isFinite(loss)) return 'notFinite';
  return trainer.recentLoss > EXPLODED * trainer.uniformLoss ? 'exploded' : undefined;
}

/**
 * Returns a message with advice. `trainer` is already restored to its last checkpoint; `iteration` is where
 * training failed.
 */
export function adviceFor(failure: TrainingFailure, iteration: number, trainer: Trainer): UserError {
  const { 'training.learningRate': rate, 'training.gradientClip': clip } = trainer.live;
  const args = [iteration, trainer.iteration, rate];
  const isClipped = clip > 0; // do not advise to lower a clip threshold that is off
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
