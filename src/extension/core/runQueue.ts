import { Owner } from '../disposableOwner';
import type { RunManager } from './runManager';

/** A run in the queue that has not started yet. */
export interface WaitingRun {
  /** The run's id. Missing for a new run, which gets its id when it begins. */
  readonly id?: string;
  /** Starts or resumes the run. Returns its id, or undefined if there is nothing to train. */
  begin(): Promise<string | undefined>;
}

interface GroupOptions {
  /** Maximum number of runs of the group that train at the same time. 0 means as many as there are cores. */
  readonly limit?: number;
  /** Whether failed runs of the group cause no notification. */
  readonly isQuiet?: boolean;
}

/** Runs that were added to the queue together. */
export interface RunGroup {
  /** Resolves when every run of the group has ended or was paused. Rejects if a run cannot begin. */
  readonly done: Promise<void>;
  /** Number of runs that have not started yet. */
  readonly waiting: number;
  /** Removes the group's waiting runs from the queue, and stops its runs that are training. */
  stop(): Promise<void>;
}

/**
 * Begins queued runs in order. Limits the number of runs that train at the same time, including those of
 * other windows, to the number of cores. If other runs use all cores, trains one run of the queue
 * nevertheless.
 */
export class RunQueue extends Owner {
  private readonly groups = new Set<Group>();
  private cores = 0;
  private isClosed = false;

  constructor(
    private readonly runManager: RunManager,
    private readonly countCores: () => Promise<number>,
  ) {
    super();
    this.own(runManager.onDidChange(() => this.groups.size > 0 && this.advance()));
  }

  /** Adds a group of runs to the end of the queue. */
  add(runs: readonly WaitingRun[], options: GroupOptions = {}): RunGroup {
    const group = new Group(runs, options, this.runManager);
    this.groups.add(group);
    const advance = (cores: number) => {
      this.cores = cores;
      this.advance();
    };
    void this.countCores().then(advance, group.fail);
    const remove = () => void this.groups.delete(group);
    group.done.then(remove, remove);
    return group;
  }

  /** Returns whether a failure of this run causes no notification. */
  isQuiet(id: string): boolean {
    return [...this.groups].some(group => group.options.isQuiet && group.has(id));
  }

  /** Begins no further runs. Called when the window closes. */
  close(): void {
    this.isClosed = true;
  }

  private advance(): void {
    for (const group of this.groups) {
      while (!this.isClosed && group.waiting > 0 && this.hasRoom(group))
        void group.beginNext().finally(() => this.advance());
      group.settle();
    }
  }

  private hasRoom(group: Group): boolean {
    const { cores } = this;
    const groups = [...this.groups];
    const own = groups.reduce((sum, each) => sum + each.training, 0);
    const isOther = (id: string) => !groups.some(each => each.has(id));
    const others = this.runManager.runs.filter(({ id, state }) => state === 'running' && isOther(id)).length;
    const limit = group.options.limit || cores;
    return cores > 0 && group.training < limit && (own === 0 || own + others < cores);
  }
}

class Group implements RunGroup {
  readonly done: Promise<void>;
  fail: (error: unknown) => void = () => undefined;
  private succeed: () => void = () => undefined;
  private readonly queued: WaitingRun[];
  private readonly started = new Set<string>();
  private beginning = 0;
  private isStopped = false;

  constructor(
    runs: readonly WaitingRun[],
    readonly options: GroupOptions,
    private readonly runManager: RunManager,
  ) {
    this.queued = [...runs];
    this.done = new Promise((resolve, reject) => {
      this.succeed = resolve;
      this.fail = error => {
        this.queued.length = 0;
        reject(error);
      };
    });
  }

  get waiting(): number {
    return this.queued.length;
  }

  /** Number of the group's runs that are training or being started. */
  get training(): number {
    return this.beginning + this.running.length;
  }

  has(id: string): boolean {
    return this.started.has(id);
  }

  async beginNext(): Promise<void> {
    const next = this.queued.shift();
    if (!next) return;
    this.beginning++;
    if (next.id !== undefined) this.started.add(next.id);
    try {
      const id = await next.begin();
      if (id !== undefined) this.started.add(id);
      if (id !== undefined && this.isStopped) await this.runManager.stop(id);
    } catch (error) {
      this.fail(error);
    } finally {
      this.beginning--;
    }
  }

  settle(): void {
    if (this.waiting === 0 && this.training === 0) this.succeed();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.queued.length = 0;
    await Promise.all(this.running.map(id => this.runManager.stop(id)));
    this.settle();
  }

  private get running(): readonly string[] {
    const isRunning = (id: string) =>
      this.runManager.run(id)?.state === 'running' && this.runManager.isLive(id);
    return [...this.started].filter(isRunning);
  }
}
