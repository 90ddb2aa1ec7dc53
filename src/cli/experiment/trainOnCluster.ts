import { setTimeout } from 'node:timers/promises';
import { plural } from '../../common/plural';
import { nextPause, SHORTEST_PAUSE } from '../../common/pollingPause';
import { NoAnswer } from '../../workers/cluster/launcher';
import { type JobCluster, jobsOf, submitMissing } from '../../workers/cluster/queue';
import type { IdentifiedRun } from '../../workers/plannedRecords';
import { count } from '../format';
import { type Screen, StatusLine } from '../statusLine';

export interface ClusterTraining extends JobCluster {
  readonly runs: readonly IdentifiedRun[];
  readonly screen: Screen;
}

/**
 * Submits the runs that are in no queue as one job, and waits until all runs have left the queue. If this
 * program ends earlier, the jobs continue. Calling the function again waits for them.
 */
export async function trainOnCluster({ runs, screen, ...cluster }: ClusterTraining): Promise<void> {
  const submitted = await submitMissing(cluster, runs);
  const status = new StatusLine(screen);
  if (submitted)
    status.print(
      `Submitted job ${submitted.id} with ${count(submitted.runs)} ${plural(submitted.runs, 'run', 'runs')}. It continues if this program ends; --cancel ends it.`,
    );
  await untilEnded({ ...cluster, status, runs });
  status.clear();
}

interface Waiting extends Omit<ClusterTraining, 'screen'> {
  readonly status: StatusLine;
}

/**
 * Waits until the jobs of these runs have left the queue. If the cluster does not answer, prints a message once and
 * continues to ask.
 */
async function untilEnded({ runs, status, ...cluster }: Waiting): Promise<void> {
  let isSilent = false;
  for (let pause = SHORTEST_PAUSE; ; pause = nextPause(pause)) {
    try {
      const left = await jobsOf(cluster, runs);
      if (left.length === 0) return;
      const states = left.flatMap(({ states: each }) => each);
      const training = states.filter(state => state === 'training').length;
      status.show(`${count(training)} training, ${count(states.length - training)} waiting`);
      isSilent = false;
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      if (!isSilent) status.print(`${error.message}\nAsking again until it answers. The jobs continue.`);
      isSilent = true;
    }
    await setTimeout(pause);
  }
}
