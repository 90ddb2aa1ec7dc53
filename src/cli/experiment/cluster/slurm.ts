import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { SlurmOptions } from '../../../engine/experiments/launch';
import { quoted } from '../../../export/commandLine/quote';
import { UserError } from '../../../protocol/userError';
import type { Launcher, QueueState } from './launcher';

interface SlurmJobs {
  readonly options: SlurmOptions;
  /** The program and its arguments that train a run, without `--index` and the run's index. */
  readonly command: readonly string[];
  /** The folder of the jobs' output. It exists. */
  readonly logs: string;
}

/** Seconds before a time limit at which a run receives the signal to save itself and end. */
const WARNING = 60;

/** Launches runs as job arrays of Slurm. Calls its programs without a shell. */
export function slurmLauncher({ options, command, logs }: SlurmJobs): Launcher {
  return {
    async submit(indices) {
      const found = await call('sbatch', argumentsFor(options, indices, logs), scriptFor(options, command));
      // `--parsable` prints the job, and behind ";" the cluster
      const job = /^(\d+)/.exec(found.stdout)?.[1];
      if (found.code === 0 && job !== undefined) return job;
      throw new UserError('Slurm refused the job: {0}', [found.stderr.trim() || found.stdout.trim()]);
    },

    async poll(job) {
      const { code, stdout, stderr } = await call('squeue', ['-h', '-r', '-j', job, '-o', '%K %T']);
      if (code !== 0 && /invalid job id/i.test(stderr)) return new Map(); // it ended a while ago
      if (code !== 0) throw new UserError('Slurm did not answer: {0}', [stderr.trim()]);
      return new Map(
        [...stdout.matchAll(/^(\d+) (\w+)$/gm)].map(([, i, state]) => [Number(i), stateOf(state)]),
      );
    },

    async cancel(job) {
      const { code, stderr } = await call('scancel', [job]);
      if (code !== 0 && !/invalid job id/i.test(stderr))
        throw new UserError('Slurm could not cancel the job {0}: {1}', [job, stderr.trim()]);
    },
  };
}

const stateOf = (state: string): QueueState => (state === 'RUNNING' ? 'training' : 'waiting');

function argumentsFor(options: SlurmOptions, indices: readonly number[], logs: string): string[] {
  const { partition, account, time, memory, cpus, atOnce } = options;
  return [
    '--parsable',
    '--job-name=elman',
    `--array=${rangesOf(indices)}${atOnce === undefined ? '' : `%${atOnce}`}`,
    `--cpus-per-task=${cpus}`,
    '--ntasks=1',
    '--requeue',
    '--open-mode=append',
    `--signal=B:TERM@${WARNING}`,
    `--output=${logs}/%A_%a.log`,
    ...(partition === undefined ? [] : [`--partition=${partition}`]),
    ...(account === undefined ? [] : [`--account=${account}`]),
    ...(time === undefined ? [] : [`--time=${time}`]),
    ...(memory === undefined ? [] : [`--mem=${memory}`]),
  ];
}

/** Writes numbers in ascending order as `0-3,7`. */
export function rangesOf(numbers: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range?.[1] === number - 1) range[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(',');
}

/** Returns the script of a job. `exec`: Slurm's signals reach the program itself, which then saves the run. */
function scriptFor({ modules }: SlurmOptions, command: readonly string[]): string {
  const lines = [
    '#!/bin/bash -l',
    ...modules.map(module => `module load ${quoted([module], 'posix')} || exit 1`),
    `exec ${quoted([...command, '--index'], 'posix')} "$SLURM_ARRAY_TASK_ID"`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Runs a program of Slurm. Throws a UserError if it is missing. */
async function call(program: string, args: readonly string[], input = '') {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => {}); // it may end without reading its input
  child.stdin.end(input);
  try {
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    return { code, stdout, stderr };
  } catch {
    throw new UserError(
      'Slurm was not found: this machine has no program "{0}". Run the experiment on a login node of the cluster, or with --local.',
      [program],
    );
  }
}
