import type { KernelBuild } from '../../protocol/run';
import type { RunUpdate } from '../../protocol/runUpdate';
import type { ReadingProgress } from '../../protocol/trainer';
import type { ChunkStorage } from '../core/chunkStorage';
import type { Clock } from '../core/clock';
import type { Kernels } from '../kernels/kernels';
import type { RunStore } from '../storage/runs/runStore';

/** The exclusive right of a process to write to a run. */
export interface Lock {
  /** Resolves if another process took over the run because it considered this process dead. */
  readonly lost: Promise<void>;
  /**
   * Returns whether this process still has the lock. Returns false if the lock, or the whole folder of the
   * run, was removed.
   */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/** The services that a training session needs from its host. */
export interface SessionPorts {
  readonly store: RunStore;
  readonly clock: Clock;
  /**
   * Creates kernels with their own memory. `threads` is the number of threads; 0 means a number that suits
   * `batch` streams. Throws BuildUnavailable for a build that this machine cannot run.
   */
  kernels(wanted: 'auto' | KernelBuild, threads: number, batch: number): Promise<Kernels>;
  /**
   * Locks a run, so that only this process writes to it. Throws a UserError if another process has the lock.
   */
  lock(id: string): Promise<Lock>;
  /** Creates storage for the tokens of a text that is too large for memory. */
  storage(): ChunkStorage;
  /** Yields to the event loop, so that waiting messages are handled. */
  yield(): Promise<void>;
  /**
   * Returns random letters and digits for the id of a run. They make the id unique and impossible to guess.
   */
  randomSuffix(): string;
  /** Called with the progress of reading a large text, before the run is created or resumed. */
  onRead(progress: ReadingProgress): void;
  /** Called with every update of the run, in order. */
  onUpdate(update: RunUpdate): void;
}
