import type { Services } from '../core/services';
import { SuspendedRuns } from './suspendedRuns';
import { trainingListIn } from './trainingList';

/**
 * Reports the runs that were paused when the window closed. Dispose the returned object before the runs of
 * this window are suspended. If it is disposed later, these runs are removed from the stored list, and the
 * next session does not report them.
 */
export function addSuspended({ context, runManager, messages }: Services): SuspendedRuns {
  const list = trainingListIn(context.storageUri ?? context.globalStorageUri);
  const suspended = new SuspendedRuns(runManager, list, messages);
  void messages.guard(() => suspended.open())();
  return suspended;
}
