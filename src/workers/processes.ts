import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import type { ProcessTable } from '../engine/storage/runs/runLocks';

/** The process table of this machine. */
export const processTable: ProcessTable = {
  host: hostname(),
  pid: process.pid,
  now: () => Date.now(),
  async birthOf(pid) {
    if (!exists(pid)) return undefined;
    if (process.platform === 'linux') return birthOnLinux(pid);
    return process.platform === 'win32' ? '' : birthByPs(pid);
  },
};

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0); // signal 0 only tests for existence
    return true;
  } catch (error) {
    // EPERM means that the process exists but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** proc(5): `pid (name) state ...`. Field 22 is the start time in clock ticks since boot. */
async function birthOnLinux(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => undefined);
  if (stat === undefined) return ''; // the process is hidden from this user, or has just exited
  // The name may contain blanks and ")", so the fields are counted from the last ")".
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (isDead(state)) return undefined;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'latin1').catch(() => '');
  return `${boot.trim()} ${fields[18]}`;
}

/** Reads the start time with `ps`, on macOS and the BSDs. */
async function birthByPs(pid: number): Promise<string | undefined> {
  const environment = { env: { ...process.env, LC_ALL: 'C' } };
  const ps = promisify(execFile)('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], environment);
  const line = await ps.then(({ stdout }) => stdout.trim()).catch(() => '');
  const [state, ...start] = line.split(/\s+/);
  return isDead(state) ? undefined : start.join(' ');
}

/** Returns whether a process has ended and is waiting for its parent (Z) or for removal (X). */
const isDead = (state: string) => /^[ZX]/i.test(state);
