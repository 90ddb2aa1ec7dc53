import type { RunEvent } from '../../protocol/liveSettings';
import type { KernelBuild, MetricsBlock, RunRecord, Sample } from '../../protocol/run';
import type { Clock } from '../core/clock';
import type { Kernels } from '../kernels/kernels';
import type { RunStore } from '../storage/runs/runStore';

/** The right to write to a run. */
export interface Lock {
  /** Settles if another process took this one for dead and the run for its own. */
  readonly lost: Promise<void>;
  /** Whether the run is still there and still ours: false once somebody removed its folder or the lock. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/** What a session needs of the world around it. */
export interface SessionPorts {
  readonly store: RunStore;
  readonly clock: Clock;
  /**
   * Fresh kernels with a memory of their own; on so many threads (0: as many as are
   * good) for so many streams. Throws BuildUnavailable for a build that this machine cannot run.
   */
  kernels(wanted: 'auto' | KernelBuild, threads: number, batch: number): Promise<Kernels>;
  /** Makes this process the only one that writes to a run. Throws a UserError where another does. */
  lock(id: string): Promise<Lock>;
  /** Lets waiting messages in. */
  yield(): Promise<void>;
  /** Unguessable letters and digits that make run ids unique. */
  randomSuffix(): string;
  readonly announce: {
    metrics(block: MetricsBlock): void;
    sample(sample: Sample): void;
    event(event: RunEvent): void;
    run(record: RunRecord): void;
  };
}
