import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { SlurmOptions } from '../../engine/experiments/launch';
import { quoted } from '../../export/commandLine/quote';
import { UserError } from '../../protocol/userError';
import { type Launcher, NoAnswer, type QueueState } from './launcher';

interface SlurmJobs {
  readonly options: SlurmOptions;
  /**
   * The program and the arguments that train a run. The script of the job appends `--wait`, `--index` and the
   * run's index.
   */
  readonly command: readonly string[];
  /** The folder for the output of the jobs. It must exist. */
  readonly logs: string;
}

/**
 * Seconds before the time limit of a job at which its run receives a signal. The run then saves its state and
 * ends.
 */
const WARNING = 60;

/** Returns a launcher that submits runs as job arrays of Slurm. It calls Slurm's programs without a shell. */
export function slurmLauncher({ options, command, logs }: SlurmJobs): Launcher {
  return {
    async submit(indices) {
      const found = await call('sbatch', argumentsFor(options, indices, logs), scriptFor(options, command));
      // With `--parsable`, sbatch prints the job's id, which may be followed by ";" and the name of the
      // cluster.
      const job = /^(\d+)/.exec(found.stdout)?.[1];
      if (found.code === 0 && job !== undefined) return job;
      if (/unable to contact/i.test(found.stderr)) throw new NoAnswer(found.stderr.trim());
      throw new UserError('Slurm refused the job: {0}', [found.stderr.trim() || found.stdout.trim()]);
    },

    async poll(job) {
      const { code, stdout, stderr } = await call('squeue', ['-h', '-r', '-j', job, '-o', '%K %T']);
      // Slurm no longer knows a job that ended a while ago.
      if (code !== 0 && /invalid job id/i.test(stderr)) return new Map();
      if (code !== 0) throw new NoAnswer(stderr.trim());
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

/** Formats numbers in ascending order as ranges: `0-3,7`. */
export function rangesOf(numbers: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range?.[1] === number - 1) range[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(',');
}

/**
 * Returns the script of a job. It starts the program with `exec`, so that Slurm's signals reach the program
 * itself, which then saves the run.
 */
function scriptFor({ modules }: SlurmOptions, command: readonly string[]): string {
  const lines = [
    '#!/bin/bash -l',
    ...modules.map(module => `module load ${quoted([module], 'posix')} || exit 1`),
    `exec ${quoted([...command, '--wait', '--index'], 'posix')} "$SLURM_ARRAY_TASK_ID"`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Runs one of Slurm's programs. Throws a UserError if the program is not installed. */
async function call(program: string, args: readonly string[], input = '') {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  // Ignores the error that the program ended without reading its input.
  child.stdin.on('error', () => {});
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
      'Slurm was not found: this machine has no program "{0}". Run the experiment on a login node of the cluster, or set "launch" to "local" (command line: --local).',
      [program],
    );
  }
}
