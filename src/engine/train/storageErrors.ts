import { reasonOf } from '../../protocol/message';
import { UserError } from '../../protocol/userError';

/** The functions below return errors for a run that could not be stored, with advice for the user. */

export function notStored(error: unknown): UserError {
  if (error instanceof UserError) return error;
  return new UserError(
    "The run could not be stored ({0}). Free some disk space or check the folder's permissions, then train again.",
    [reasonOf(error)],
  );
}

export function notSaved(error: unknown): UserError {
  return new UserError(
    "The run could not be saved ({0}). Free some disk space or check the folder's permissions, then resume the run from its last checkpoint.",
    [reasonOf(error)],
  );
}

export function notResumed(error: unknown): UserError {
  if (error instanceof UserError) return error;
  return new UserError(
    'The run could not be resumed ({0}). Free some space or make its folder writable, then resume it again.',
    [reasonOf(error)],
  );
}

export function runGone(name: string): UserError {
  return new UserError(
    'The folder of the run "{0}" was removed or renamed while the run was training, so the run could not be saved.',
    [name],
  );
}

export function takenOver(): UserError {
  return new UserError(
    'This window or program did not respond for a long time, so another one took over the run. Its training since then is lost.',
  );
}
