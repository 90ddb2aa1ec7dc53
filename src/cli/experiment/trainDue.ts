import { resolve } from 'node:path';
import { trainRounds } from '../../common/rounds';
import { type DueRun, dueRuns } from '../../engine/experiments/dueRuns';
import type { PlannedRun } from '../../engine/experiments/plannedRuns';
import { UserError } from '../../protocol/userError';
import { cancelJobs, type JobCluster } from '../../workers/cluster/queue';
import { slurmCluster } from '../../workers/cluster/slurmCluster';
import type { IdentifiedRecord } from '../../workers/plannedRecords';
import { physicalCores } from '../../workers/threadCount';
import { type Call, numberFlag } from '../command/command';
import { printTo } from '../output';
import { runsFolder } from '../runs';
import { type OpenExperiment, recordsOf } from './openExperiment';
import { Progress } from './progress';
import { inShard } from './shard';
import { trainAll } from './trainAll';
import { trainOnCluster } from './trainOnCluster';
import { argumentsFor } from './trainRun';

/** Number of runs above which the flag `--yes` is required to train them. */
export const MANY = 1000;

type Due = DueRun<IdentifiedRecord>;

/**
 * Trains the runs of the shard that are due. With successive halving, repeats this until no run is due.
 * Returns the exit code. Throws a UserError if more than `MANY` runs are due and the flag `--yes` is missing.
 */
export async function trainDue(call: Call, file: string, open: OpenExperiment): Promise<number> {
  const { design } = open.experiment;
  const shard = inShard(call, open.runs);
  const chosen = new Set(shard.map(({ index }) => index));
  let exitCode = 0;
  await trainRounds<Due>({
    async due() {
      const records = await recordsOf(call, open, design.rungs === undefined ? shard : open.runs);
      return dueRuns(open.experiment, records).filter(({ run }) => chosen.has(run.planned.index));
    },
    keyOf: ({ run, until = '' }) => `${run.planned.index} ${until}`,
    async train(due) {
      if (due.length > MANY && !call.flags.has('yes'))
        throw new UserError(
          'These are {0} runs. Add --yes to train them; --dry-run estimates how long they take.',
          [due.length],
        );
      const old = shard.length - due.length;
      exitCode = await (isLocal(call, open) ? trainHere : trainThere)(call, file, open, { due, old });
      return exitCode === 0 && design.rungs !== undefined;
    },
  });
  return exitCode;
}

/** Returns whether the runs train on this machine. If not, they train on a cluster. */
const isLocal = (call: Call, { experiment }: OpenExperiment) =>
  experiment.launch.kind === 'local' || call.flags.has('local');

/** The runs to train in one round. `old` is the number of runs that need no training. */
interface Round {
  readonly due: readonly Due[];
  readonly old: number;
}

function trainHere(call: Call, file: string, open: OpenExperiment, { due, old }: Round): Promise<number> {
  return trainAll({
    runs: due.map(({ run, until }) => ({ run: run.planned, until })),
    parallel: parallelOf(call, open),
    argumentsFor: run => argumentsFor(call, file, run),
    progress: new Progress(printTo(process.stderr), due.length, old, () => performance.now()),
  });
}

async function trainThere(call: Call, file: string, open: OpenExperiment, { due }: Round): Promise<number> {
  const runs = due.map(({ run }) => run.planned);
  await trainOnCluster({ ...cluster(call, file, open), runs, screen: printTo(process.stderr) });
  return 0;
}

/** Cancels the jobs that contain runs of this experiment. Returns the ids of the jobs. */
export async function cancelDue(call: Call, file: string, open: OpenExperiment): Promise<readonly string[]> {
  return cancelJobs(cluster(call, file, open), await open.identify(open.runs));
}

function cluster(call: Call, file: string, { experiment: { launch } }: OpenExperiment): JobCluster {
  if (launch.kind !== 'slurm') throw new UserError('"launch" names no cluster in {0}.', [file]);
  const program = [process.execPath, ...process.execArgv, resolve(process.argv[1])];
  return slurmCluster({ options: launch.slurm, folder: runsFolder(call), program, file });
}

/** Returns the maximum number of runs that train at the same time. */
export const parallelOf = (call: Call, { experiment: { parallel } }: OpenExperiment) =>
  (numberFlag(call, 'parallel') ?? 0) || parallel || physicalCores();

/** Returns whether no run of a shard has to be trained and none has failed. */
export function isComplete(
  { experiment }: OpenExperiment,
  records: readonly IdentifiedRecord[],
  shard: readonly PlannedRun[],
): boolean {
  const chosen = new Set(shard.map(({ index }) => index));
  const isChosen = ({ planned }: IdentifiedRecord) => chosen.has(planned.index);
  const left = dueRuns(experiment, records).filter(({ run }) => isChosen(run));
  return left.length === 0 && !records.filter(isChosen).some(({ record }) => record?.state === 'failed');
}
