import type { KernelBuild } from '../../protocol/run';
import type { RunUpdate } from '../../protocol/runUpdate';
import type { ReadingProgress } from '../../protocol/trainer';
import type { ChunkStorage } from '../core/chunkStorage';
import type { Clock } from '../core/clock';
import type { Kernels } from '../kernels/kernels';
import type { RunStore } from '../storage/runs/runStore';

/** The exclusive right to write to a run. */
export interface Lock {
  /** Resolves if another process assumed that this one had died and took over the run. */
  readonly lost: Promise<void>;
  /** Returns whether this process still owns the run. False if its folder or the lock was removed. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/** The services that a session needs from its host. */
export interface SessionPorts {
  readonly store: RunStore;
  readonly clock: Clock;
  /**
   * Creates kernels with their own memory. `threads` is their number of threads, 0 for a number suited to
   * `batch` streams. Throws BuildUnavailable for a build that this machine cannot run.
   */
  kernels(wanted: 'auto' | KernelBuild, threads: number, batch: number): Promise<Kernels>;
  /**
   * Makes this process the only one that writes to a run. Throws a UserError if another process already does.
   */
  lock(id: string): Promise<Lock>;
  /** Returns new storage for the tokens of a text that is too large for memory. */
  storage(): ChunkStorage;
  /** Lets waiting messages be handled. */
  yield(): Promise<void>;
  /** Returns random letters and digits that make run ids unique and unguessable. */
  randomSuffix(): string;
  /** Receives how much of a large text was read, before the run is created or resumed. */
  onRead(progress: ReadingProgress): void;
  /** Receives every update of the run, in order. */
  onUpdate(update: RunUpdate): void;
}
