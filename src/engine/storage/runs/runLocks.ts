import * as v from 'valibot';
import { UserError } from '../../../protocol/userError';
import type { FileSystem } from '../fileSystem';
import { parseJson } from '../parseJson';
import { runPath } from '../paths';
import { duration } from '../schemas';

const FOLDER = 'writers';
/**
 * Milliseconds without a heartbeat after which a writer counts as dead, even if a process with its id exists.
 */
const STALE_AFTER = 600_000;
/**
 * The same for a writer on another machine that belongs to the same task of a cluster: three heartbeats. The cluster has
 * started the task again because it lost that machine, so the writer is almost certainly dead.
 */
const TASK_STALE_AFTER = 90_000;

/** A process id. It must be at least 1, because a signal to id 0 would go to the process's own group. */
const processId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const writerSchema = v.object({
  host: v.string(),
  pid: processId,
  /** Start time of the process. Missing in files of older versions. */
  birth: v.optional(v.string()),
  /** The task of a cluster to which the process belongs. Missing outside clusters. */
  task: v.optional(v.string()),
  beat: duration,
});
type Writer = v.InferOutput<typeof writerSchema>;

/** Information about this process and other processes of the machine. */
export interface ProcessTable {
  readonly host: string;
  readonly pid: number;
  /**
   * The name of the task of a cluster to which this process belongs. The cluster may start a task again on another machine;
   * the name remains the same. Missing outside clusters.
   */
  readonly task?: string;
  /**
   * Returns the start time of a process, which distinguishes it from a later process with the same id. The
   * format does not matter, because start times are only compared. Returns '' if the system does not provide
   * the time. Returns undefined if the process is not running, or has ended but was not reaped yet.
   */
  birthOf(pid: number): Promise<string | undefined>;
  /** Returns milliseconds since 1970. All processes must use the same clock. */
  now(): number;
}

/** The process that has a lock. */
export type LockOwner = Pick<Writer, 'pid' | 'host'>;

/** Thrown if another process has the lock of a run. */
export class RunIsLocked extends UserError {
  constructor({ pid, host }: LockOwner) {
    super(
      'This run is open in another window or program (process {0} on {1}). Pause and close it there, then resume it here.',
      [pid, host],
    );
  }
}

/** The items that are locked. */
export interface LockedItems {
  /** Returns the path of a file in the folder of an item. */
  path(id: string, ...names: readonly string[]): string;
  /** Returns the error if another process has the lock. */
  refusal(owner: LockOwner): UserError;
}

const lockedRuns: LockedItems = { path: runPath, refusal: owner => new RunIsLocked(owner) };

/**
 * Locks runs, or other items, for writing. Before a process writes to a run, it creates a file with a unique name,
 * `<id>/writers/<name>.json`. Only then does it look for the files of other processes. If two processes start
 * at the same time, at least one of them therefore finds the file of the other. The file of a dead process is
 * removed by its unique name, so the lock of a new process is never removed by mistake.
 */
export class RunLocks {
  constructor(
    private readonly files: FileSystem,
    private readonly processes: ProcessTable,
    private readonly items: LockedItems = lockedRuns,
  ) {}

  /**
   * Locks a run for writing. `name` consists of letters and digits and must be unique. Throws the error of the items,
   * for runs RunIsLocked, if another process has the lock.
   */
  async take(id: string, name: string): Promise<RunLock> {
    const { host, pid, task, now } = this.processes;
    const birth = await this.processes.birthOf(pid);
    const path = this.items.path(id, FOLDER, `${name}.json`);
    const lock = new RunLock(this.files, path, { host, pid, birth, task }, now);
    await lock.beat();
    const other = await this.otherWriter(id, { except: name });
    if (!other) return lock;
    await lock.release();
    throw this.items.refusal(other);
  }

  /** Removes the locks of workers of this process that have ended. */
  async forgetOurs(id: string): Promise<void> {
    for (const { path, writer } of await this.writers(id))
      if (writer && this.isOurs(writer)) await this.files.remove(path);
  }

  /** Returns whether another process has locked the run for writing. */
  async isElsewhere(id: string): Promise<boolean> {
    return (await this.otherWriter(id)) !== undefined;
  }

  /**
   * Returns the writer of the run in another live process. Undefined if there is none. With `taking`, also
   * removes the files of dead processes and of earlier workers of this process, except the file named
   * `except`.
   */
  private async otherWriter(id: string, taking?: { readonly except: string }): Promise<Writer | undefined> {
    for (const { path, writer } of await this.writers(id)) {
      if (taking && path === this.items.path(id, FOLDER, `${taking.except}.json`)) continue;
      if (writer && !this.isOurs(writer) && (await this.isAlive(writer))) return writer;
      if (taking) await this.files.remove(path);
    }
    return undefined;
  }

  /** Returns the files of writers. The writer is missing if its file is damaged. */
  private async writers(id: string): Promise<{ path: string; writer?: Writer | undefined }[]> {
    const files = await this.files.list(this.items.path(id, FOLDER));
    return Promise.all(
      files.map(async file => {
        const path = this.items.path(id, FOLDER, file);
        const bytes = await this.files.read(path);
        return { path, writer: bytes && parseJson(writerSchema, new TextDecoder().decode(bytes)) };
      }),
    );
  }

  private async isAlive({ host, pid, birth, task, beat }: Writer): Promise<boolean> {
    const { processes } = this;
    const silence = processes.now() - beat;
    if (silence > STALE_AFTER) return false;
    const isOurTask = task !== undefined && task === processes.task;
    if (host !== processes.host) return !isOurTask || silence <= TASK_STALE_AFTER;
    const found = await processes.birthOf(pid);
    return found !== undefined && (!birth || !found || birth === found);
  }

  /**
   * Returns whether the writer is a worker of this process. Such a writer is ignored, because the process
   * itself ensures that each run has only one worker.
   */
  private isOurs({ host, pid }: Writer): boolean {
    return host === this.processes.host && pid === this.processes.pid;
  }
}

/** A lock on a run. It is valid as long as heartbeats are written to its file. */
export class RunLock {
  private begun = false;
  private released = false;
  private beating: Promise<boolean> = Promise.resolve(true);

  constructor(
    private readonly files: FileSystem,
    private readonly path: string,
    private readonly owner: Omit<Writer, 'beat'>,
    private readonly now: () => number,
  ) {}

  /**
   * Writes a heartbeat. Resolves to false if the file of the lock was removed: another process may have taken
   * over the run.
   */
  beat(): Promise<boolean> {
    this.beating = this.beating.then(() => this.released || this.write());
    return this.beating;
  }

  /** Returns whether the file of the lock still exists. */
  async isHeld(): Promise<boolean> {
    return (await this.files.read(this.path)) !== undefined;
  }

  async release(): Promise<void> {
    this.released = true;
    // Waits for a pending heartbeat, which could otherwise create the file again after its removal.
    await this.beating.catch(() => undefined);
    await this.files.remove(this.path);
  }

  private async write(): Promise<boolean> {
    if (this.begun && !(await this.isHeld())) return false;
    this.begun = true;
    const json = JSON.stringify({ ...this.owner, beat: this.now() });
    await this.files.writeAtomic(this.path, new TextEncoder().encode(json));
    return true;
  }
}
