import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import type { ProcessTable } from '../engine/storage/runs/runLocks';
import type { WorkerData } from '../protocol/trainer';

/** The process table of this machine. */
export const processTable: ProcessTable = {
  host: hostname(),
  pid: process.pid,
  task: slurmTask(process.env),
  now: () => Date.now(),
  async birthOf(pid) {
    if (!exists(pid)) return undefined;
    if (process.platform === 'linux') return birthOnLinux(pid);
    return process.platform === 'win32' ? '' : birthByPs(pid);
  },
};

/** Returns the processes that a worker can see: all of this machine. */
export const processesOf = (_data: WorkerData): ProcessTable => processTable;

/** Returns the name of the task of a job array of Slurm that has this environment. Undefined if it is the environment of no such task. */
export function slurmTask(environment: NodeJS.ProcessEnv): string | undefined {
  const {
    SLURM_CLUSTER_NAME: cluster = '',
    SLURM_ARRAY_JOB_ID: job,
    SLURM_ARRAY_TASK_ID: index,
  } = environment;
  return job && index ? `slurm ${cluster} ${job}_${index}` : undefined;
}

function exists(pid: number): boolean {
  try {
    // Signal 0 only checks whether the process exists.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The error EPERM means that the process exists but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Reads the start time of a process on Linux, in clock ticks since boot. It is field 22 of /proc/PID/stat,
 * whose format is `pid (name) state ...` (proc(5)). Empty if this user cannot see the process, and undefined
 * if the process has ended.
 */
async function birthOnLinux(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => undefined);
  // This user cannot see the process, or it has just exited.
  if (stat === undefined) return '';
  // Counts the fields from the last ")", because the name may contain blanks and ")".
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (isDead(state)) return undefined;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'latin1').catch(() => '');
  return `${boot.trim()} ${fields[18]}`;
}

/**
 * Reads the start time of a process with `ps`, on macOS and the BSDs. Empty if `ps` does not list the
 * process, and undefined if the process has ended.
 */
async function birthByPs(pid: number): Promise<string | undefined> {
  const environment = { env: { ...process.env, LC_ALL: 'C' } };
  const ps = promisify(execFile)('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], environment);
  const line = await ps.then(({ stdout }) => stdout.trim()).catch(() => '');
  const [state, ...start] = line.split(/\s+/);
  return isDead(state) ? undefined : start.join(' ');
}

/**
 * Returns whether a state letter means that a process has ended: it waits for its parent (Z) or for its
 * removal (X).
 */
const isDead = (state: string) => /^[ZX]/i.test(state);
