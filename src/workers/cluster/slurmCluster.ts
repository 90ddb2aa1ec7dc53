import { resolve } from 'node:path';
import type { SlurmOptions } from '../../engine/experiments/launch';
import { Jobs } from './jobs';
import type { JobCluster } from './queue';
import { slurmLauncher } from './slurm';

interface SlurmExperiment {
  readonly options: SlurmOptions;
  /** The folder of the runs, which the cluster's machines share. */
  readonly folder: string;
  /** The command line `elman`, as a program and its first arguments. */
  readonly program: readonly string[];
  /** The path of the experiment's file. */
  readonly file: string;
}

/** Returns a Slurm cluster for the runs of an experiment. Its jobs train runs with `elman experiment FILE --index N`. */
export function slurmCluster({ options, folder, program, file }: SlurmExperiment): JobCluster {
  const jobs = new Jobs(folder);
  const command = [...program, 'experiment', resolve(file), '--runs', resolve(folder)];
  return { jobs, launcher: slurmLauncher({ options, command, logs: jobs.folder }) };
}
