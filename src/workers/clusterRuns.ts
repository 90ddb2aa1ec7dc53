import { join } from 'node:path';
import { readExperiment } from '../engine/experiments/experimentFile';
import { plannedRuns } from '../engine/experiments/plannedRuns';
import type { ClusterExperiment, QueuedRuns } from '../protocol/experiment';
import type { WorkerData } from '../protocol/trainer';
import { NoAnswer } from './cluster/launcher';
import { cancelJobs, type JobCluster, jobsOf, submitMissing } from './cluster/queue';
import { slurmCluster } from './cluster/slurmCluster';

/** Serves the extension's requests about runs that train on a cluster. */
export class ClusterRuns {
  constructor(private readonly data: Pick<WorkerData, 'storeFolder' | 'kernelFolder'>) {}

  /** Submits the runs with these ids, except those that are in a queue. */
  async submit(experiment: ClusterExperiment, due: readonly string[]): Promise<void> {
    const wanted = new Set(due);
    const runs = plannedRuns(readExperiment(experiment.source))
      .map((run, i) => ({ ...run, id: experiment.ids[i] }))
      .filter(({ id }) => wanted.has(id));
    await submitMissing(this.clusterFor(experiment), runs);
  }

  /** Returns how many runs of an experiment are in a queue. */
  async queued(experiment: ClusterExperiment): Promise<QueuedRuns> {
    try {
      const jobs = await jobsOf(this.clusterFor(experiment), runsOf(experiment));
      const states = jobs.flatMap(({ states: each }) => each);
      const training = states.filter(state => state === 'training').length;
      return { training, waiting: states.length - training };
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return { noAnswer: { template: error.template, args: error.args } };
    }
  }

  async cancel(experiment: ClusterExperiment): Promise<void> {
    await cancelJobs(this.clusterFor(experiment), runsOf(experiment));
  }

  private clusterFor({ source, file }: ClusterExperiment): JobCluster {
    const { launch } = readExperiment(source);
    if (launch.kind !== 'slurm') throw new Error('the experiment names no cluster');
    const { storeFolder, kernelFolder } = this.data;
    const cli = join(kernelFolder, '..', 'dist', 'cli.mjs');
    return slurmCluster({
      ...{ options: launch.slurm, folder: storeFolder, file },
      program: [...node(), cli],
    });
  }
}

const runsOf = ({ ids }: ClusterExperiment) => ids.map(id => ({ id }));

/** Returns the command that runs a script with Node. In the desktop editor, this process is Electron. */
const node = () =>
  process.versions.electron === undefined
    ? [process.execPath]
    : ['env', 'ELECTRON_RUN_AS_NODE=1', process.execPath];
