import { setTimeout } from 'node:timers/promises';
import type { IdentifiedRun } from '../../../workers/plannedRecords';
import { count } from '../../format';
import { type Screen, StatusLine } from '../../statusLine';
import type { Job, Jobs } from './jobs';
import { type Launcher, NoAnswer, type QueueState } from './launcher';

export interface ClusterTraining {
  readonly launcher: Launcher;
  readonly jobs: Jobs;
  readonly runs: readonly IdentifiedRun[];
  readonly screen: Screen;
}

/**
 * Minimum and maximum milliseconds between two requests for the state of the queue. The pause grows from
 * request to request, so that the end of a short job is noticed early.
 */
const SHORTEST = 250;
const LONGEST = 30_000;
/**
 * Ratio of one pause to the previous pause. With this ratio, a pause is about a fifth of the time since the
 * start.
 */
const GROWTH = 1.2;

/**
 * Submits the runs that are in no queue as one job, and waits until all runs have left the queue. If this
 * program ends earlier, the jobs continue. Calling the function again waits for them.
 */
export async function trainOnCluster({ launcher, jobs, runs, screen }: ClusterTraining): Promise<void> {
  await jobs.prepare();
  const wanted = new Set(runs.map(({ id }) => id));
  const inQueue = new Set((await queued(launcher, jobs)).flatMap(({ ids }) => ids));
  const missing = runs.filter(({ id }) => !inQueue.has(id));
  const status = new StatusLine(screen);
  if (missing.length > 0) {
    const id = await launcher.submit(missing.map(({ index }) => index));
    await jobs.add({ id, runs: Object.fromEntries(missing.map(({ index, id: run }) => [index, run])) });
    status.print(
      `Submitted job ${id} with ${count(missing.length)} ${missing.length === 1 ? 'run' : 'runs'}. It continues if this program ends; --cancel ends it.`,
    );
  }
  await untilEnded({ launcher, jobs, status, isWanted: ({ ids }) => ids.some(id => wanted.has(id)) });
  status.clear();
}

interface Waiting extends Pick<ClusterTraining, 'launcher' | 'jobs'> {
  readonly status: StatusLine;
  isWanted(job: QueuedJob): boolean;
}

/**
 * Waits until the wanted jobs have left the queue. If the cluster does not answer, prints a message once and
 * continues to ask.
 */
async function untilEnded({ launcher, jobs, status, isWanted }: Waiting): Promise<void> {
  let isSilent = false;
  for (let pause = SHORTEST; ; pause = Math.min(LONGEST, GROWTH * pause)) {
    try {
      const left = (await queued(launcher, jobs)).filter(isWanted);
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

/** Cancels every job that contains one of these runs. Returns the ids of the jobs. */
export async function cancelJobs({
  launcher,
  jobs,
  runs,
}: Omit<ClusterTraining, 'screen'>): Promise<readonly string[]> {
  const wanted = new Set(runs.map(({ id }) => id));
  const found = (await queued(launcher, jobs)).filter(({ ids }) => ids.some(id => wanted.has(id)));
  for (const { job } of found) await launcher.cancel(job.id);
  return found.map(({ job }) => job.id);
}

interface QueuedJob {
  readonly job: Job;
  /**
   * The ids of the job's runs that are still in the queue. `states` contains their states in the same order.
   */
  readonly ids: readonly string[];
  readonly states: readonly QueueState[];
}

/** Returns the jobs that have runs in the queue. Removes all other jobs from the list of submitted jobs. */
async function queued(launcher: Launcher, jobs: Jobs): Promise<readonly QueuedJob[]> {
  const found: QueuedJob[] = [];
  for (const job of await jobs.all()) {
    const states = await launcher.poll(job.id);
    if (states.size === 0) await jobs.remove(job.id);
    else {
      const ids = [...states.keys()].flatMap(index => job.runs[index] ?? []);
      found.push({ job, ids, states: [...states.values()] });
    }
  }
  return found;
}
