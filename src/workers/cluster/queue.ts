import type { IdentifiedRun } from '../plannedRecords';
import type { Job, Jobs } from './jobs';
import type { Launcher, QueueState } from './launcher';

/** A cluster, and the jobs that were submitted to it for a folder of runs. */
export interface JobCluster {
  readonly launcher: Launcher;
  readonly jobs: Jobs;
}

/** A job that has runs in the queue. */
export interface QueuedJob {
  readonly job: Job;
  /**
   * The ids of the job's runs that are still in the queue. `states` contains their states in the same order.
   */
  readonly ids: readonly string[];
  readonly states: readonly QueueState[];
}

/**
 * Submits the runs that are in no queue as one job. Returns the job's id and the number of its runs. Undefined if all runs
 * are in a queue.
 */
export async function submitMissing(
  cluster: JobCluster,
  runs: readonly IdentifiedRun[],
): Promise<{ readonly id: string; readonly runs: number } | undefined> {
  const { launcher, jobs } = cluster;
  await jobs.prepare();
  const inQueue = new Set((await queued(cluster)).flatMap(({ ids }) => ids));
  const missing = runs.filter(({ id }) => !inQueue.has(id));
  if (missing.length === 0) return undefined;
  const id = await launcher.submit(missing.map(({ index }) => index));
  await jobs.add({ id, runs: Object.fromEntries(missing.map(({ index, id: run }) => [index, run])) });
  return { id, runs: missing.length };
}

/** Cancels every job that contains one of these runs. Returns the ids of the jobs. */
export async function cancelJobs(
  cluster: JobCluster,
  runs: readonly { readonly id: string }[],
): Promise<readonly string[]> {
  const found = await jobsOf(cluster, runs);
  for (const { job } of found) await cluster.launcher.cancel(job.id);
  return found.map(({ job }) => job.id);
}

/** Returns the jobs that have one of these runs in the queue. */
export async function jobsOf(
  cluster: JobCluster,
  runs: readonly { readonly id: string }[],
): Promise<readonly QueuedJob[]> {
  const wanted = new Set(runs.map(({ id }) => id));
  return (await queued(cluster)).filter(({ ids }) => ids.some(id => wanted.has(id)));
}

/** Returns the jobs that have runs in the queue. Removes all other jobs from the list of submitted jobs. */
async function queued({ launcher, jobs }: JobCluster): Promise<readonly QueuedJob[]> {
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
