import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { PlannedRun } from '../../engine/experiments/plannedRuns';
import { OTHER_RUNS } from '../train/ports';
import type { Progress } from './progress';

/** Signals that this program forwards to its child processes, which train the runs. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A run to train. `until` is the number of updates after which it is paused; without it, the run trains to
 * its end.
 */
export interface RunToTrain {
  readonly run: PlannedRun;
  readonly until?: number;
}

export interface TrainingPlan {
  readonly runs: readonly RunToTrain[];
  /** Maximum number of runs that train at the same time. */
  readonly parallel: number;
  /** Returns the arguments with which this program trains a single run. */
  argumentsFor(run: PlannedRun): readonly string[];
  readonly progress: Progress;
}

/**
 * Trains runs, each in its own process. If a run fails, the others continue. Returns 0 or, if a signal ended
 * the training, 128 plus the signal's number. When it returns, all runs are saved.
 */
export async function trainAll({ runs, parallel, argumentsFor, progress }: TrainingPlan): Promise<number> {
  const waiting = [...runs];
  const children = new Set<ReturnType<typeof spawn>>();
  let exitCode: number | undefined;
  const stop = (signal: NodeJS.Signals, number: number) => {
    exitCode ??= 128 + number;
    for (const child of children) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, stop);
  const train = async ({ run, until }: RunToTrain) => {
    const program = [...process.execArgv, process.argv[1], ...argumentsFor(run), '--json'];
    const env = { ...process.env, [OTHER_RUNS]: String(Math.min(parallel, runs.length) - 1) };
    const child = spawn(process.execPath, program, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    progress.begin(run, until);
    createInterface({ input: child.stdout }).on('line', line => progress.report(run, line));
    const [errors] = await Promise.all([text(child.stderr), once(child, 'close')]);
    children.delete(child);
    progress.end(run, errors);
  };
  const work = async () => {
    for (let run = waiting.shift(); run && exitCode === undefined; run = waiting.shift()) await train(run);
  };
  try {
    await Promise.all(Array.from({ length: Math.min(parallel, runs.length) }, work));
  } finally {
    for (const signal of signals) process.off(signal, stop);
    progress.close();
  }
  return exitCode ?? 0;
}
