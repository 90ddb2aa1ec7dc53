import * as v from 'valibot';
import { UserError } from '../../../protocol/userError';
import type { FileSystem } from '../fileSystem';
import { parseJson } from '../parseJson';
import { runPath } from '../paths';
import { duration } from '../schemas';

const FOLDER = 'writers';
/** Milliseconds without a beat after which a writer counts as gone, whoever has its process id now. */
const STALE_AFTER = 600_000;

/** A process id of 0 would mean this process and its relatives. */
const processId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const writerSchema = v.object({
  host: v.string(),
  pid: processId,
  /** When the process began; missing in older files. */
  birth: v.optional(v.string()),
  beat: duration,
});
type Writer = v.InferOutput<typeof writerSchema>;

/** What a lock needs to know of processes, its own and others of the machine. */
export interface ProcessTable {
  readonly host: string;
  readonly pid: number;
  /**
   * When a process of this machine began, in any form, so that another process with the same id is told from it; ''
   * where the system does not say. Undefined for one that does not run, also while its parent has not reaped it.
   */
  birthOf(pid: number): Promise<string | undefined>;
  /** Milliseconds since 1970: clocks of other processes must agree. */
  now(): number;
}

/**
 * Who writes to a run: `<id>/writers/<name>.json`, a file for each process that wants to. Whoever comes writes a
 * file of its own first and looks for others then, so of two that come together at least one sees the other, and
 * a file that a dead process left is removed by its own name, never in place of a new one.
 */
export class RunLocks {
  constructor(
    private readonly files: FileSystem,
    private readonly processes: ProcessTable,
  ) {}

  /** `name`: letters and digits that nobody else has. Throws a UserError where another process has the run. */
  async take(id: string, name: string): Promise<RunLock> {
    const { host, pid, now } = this.processes;
    const birth = await this.processes.birthOf(pid);
    const lock = new RunLock(this.files, runPath(id, FOLDER, `${name}.json`), { host, pid, birth }, now);
    await lock.beat();
    const other = await this.otherWriter(id, { except: name });
    if (!other) return lock;
    await lock.release();
    throw new UserError(
      'This run is open in another window or program (process {0} on {1}). Pause and close it there, then resume it here.',
      [other.pid, other.host],
    );
  }

  /** Whether another process has the run. */
  async isElsewhere(id: string): Promise<boolean> {
    return (await this.otherWriter(id)) !== undefined;
  }

  /** Somebody in another process. Who takes a run clears away what the dead left, and workers of its own that died. */
  private async otherWriter(id: string, taking?: { readonly except: string }): Promise<Writer | undefined> {
    for (const file of await this.files.list(runPath(id, FOLDER))) {
      if (file === `${taking?.except}.json`) continue;
      const path = runPath(id, FOLDER, file);
      const bytes = await this.files.read(path);
      const writer = bytes && parseJson(writerSchema, new TextDecoder().decode(bytes));
      if (writer && !this.isOurs(writer) && (await this.isAlive(writer))) return writer;
      if (taking) await this.files.remove(path);
    }
    return undefined;
  }

  private async isAlive({ host, pid, birth, beat }: Writer): Promise<boolean> {
    const { processes } = this;
    if (processes.now() - beat > STALE_AFTER) return false;
    if (host !== processes.host) return true;
    const found = await processes.birthOf(pid);
    return found !== undefined && (!birth || !found || birth === found);
  }

  /** Of a worker of this process, which takes care itself that there is one a run. */
  private isOurs({ host, pid }: Writer): boolean {
    return host === this.processes.host && pid === this.processes.pid;
  }
}

/** The right to write to a run, as long as it beats. */
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

  /** Says that the process is alive; false where somebody took it for dead and the run may be theirs. */
  beat(): Promise<boolean> {
    this.beating = this.beating.then(() => this.released || this.write());
    return this.beating;
  }

  /** Whether the lock's file is still there. */
  async isHeld(): Promise<boolean> {
    return (await this.files.read(this.path)) !== undefined;
  }

  async release(): Promise<void> {
    this.released = true;
    await this.beating.catch(() => undefined); // its file must not come back
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
