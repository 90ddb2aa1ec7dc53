import type { QueuedRuns } from '../protocol/experiment';
import type { WorkerData } from '../protocol/trainer';
import { UserError } from '../protocol/userError';

/** Refuses to train on a cluster: in the browser, no program such as `sbatch` can be started. */
export class ClusterRuns {
  constructor(readonly data: WorkerData) {}

  submit(_experiment: unknown, _due: readonly string[]): Promise<void> {
    return Promise.reject(noCluster());
  }

  queued(_experiment: unknown): Promise<QueuedRuns> {
    return Promise.reject(noCluster());
  }

  cancel(_experiment: unknown): Promise<void> {
    return Promise.reject(noCluster());
  }
}

const noCluster = () =>
  new UserError(
    'Slurm cannot be used in the browser, which starts no other programs. Open the experiment in VS Code on the desktop, or remove "launch" from it to train here.',
  );
