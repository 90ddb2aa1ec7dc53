import type { SettingChange } from '../../protocol/liveSettings';
import type { RunRecord, RunSettings, Sample } from '../../protocol/run';
import { recordUpdate } from '../../protocol/runUpdate';
import type { MetricsBuffer } from './metricsBuffer';
import type { ParameterTrainer } from './parameterTrainer';
import type { Lock, SessionPorts } from './ports';
import { hasFiniteParameters, saveTrainer, type TrainingProgress } from './trainState';

/**
 * Minimum number of milliseconds between two messages with metrics. RECORD_EVERY is the minimum between two
 * messages with the record of the run, CHECKPOINT_EVERY the minimum between two checkpoints. A crash loses at
 * most about ten seconds of training.
 */
const METRICS_EVERY = 50;
const RECORD_EVERY = 1000;
const CHECKPOINT_EVERY = 9_000;
/**
 * Maximum number of pending writes. Writes progress only between slices of training, when the loop yields.
 * When there are more, training waits.
 */
const MOST_WRITES = 4;

interface Needs {
  readonly recorder: MetricsBuffer;
  readonly lock: Lock;
  /** Called when a write has failed, with the error. */
  failed(error: unknown): void;
  /**
   * Called when the run was removed or taken over by another process. Nothing is written to it afterwards.
   */
  lost(): Promise<void>;
}

/**
 * Sends the updates of a run and writes them to disk in order, without blocking training. All metrics and
 * samples before a checkpoint are written before the checkpoint.
 */
export class Journal {
  private readonly id: string;
  private readonly settings: RunSettings;
  private writes: Promise<void> = Promise.resolve();
  private closed = false;
  private unfinished = 0;
  private lastMetrics = Number.NEGATIVE_INFINITY;
  private lastRecord: number;
  private lastCheckpoint: number;

  constructor(
    private readonly ports: SessionPorts,
    { id, settings }: RunRecord,
    private readonly needs: Needs,
  ) {
    this.id = id;
    this.settings = settings;
    this.lastRecord = this.lastCheckpoint = ports.clock.now();
  }

  /**
   * Sends and stores the rows that the recorder has collected, if enough time has passed or `now` is true.
   */
  metrics(now = false): void {
    const { recorder } = this.needs;
    const time = this.ports.clock.now();
    if (recorder.isEmpty || (!now && time - this.lastMetrics < METRICS_EVERY)) return;
    this.lastMetrics = time;
    const metrics = recorder.take();
    this.ports.onUpdate({ id: this.id, kind: 'metrics', metrics });
    this.write(() => this.ports.store.lines.appendMetrics(this.id, metrics));
  }

  sample(sample: Sample): void {
    this.ports.onUpdate({ id: this.id, kind: 'sample', sample });
    this.write(() => this.ports.store.lines.appendSample(this.id, sample));
  }

  setting(change: SettingChange): void {
    this.ports.onUpdate({ id: this.id, kind: 'setting', change });
    this.write(() => this.ports.store.lines.appendChange(this.id, change));
  }

  /** Stores the record. Does not send it to listeners: the session does this separately. */
  storeRecord(record: RunRecord): void {
    this.write(() => this.ports.store.records.save(record));
  }

  /**
   * Writes a checkpoint. Writes all collected rows of metrics first: a resumed run starts at the checkpoint,
   * and its earlier rows must be complete.
   */
  checkpoint(trainer: ParameterTrainer, progress: TrainingProgress): void {
    this.metrics(true);
    const checkpoint = saveTrainer(trainer, this.settings, progress);
    const { iteration } = trainer;
    this.write(() => this.ports.store.saveCheckpoint(this.id, iteration, checkpoint));
  }

  /**
   * Stores the best weights so far. They are kept until better weights are stored, whereas other checkpoints
   * are replaced by newer ones.
   */
  best(trainer: ParameterTrainer, progress: TrainingProgress): void {
    const checkpoint = saveTrainer(trainer, this.settings, progress);
    this.write(() => this.ports.store.checkpoints.saveBest(this.id, checkpoint));
  }

  /**
   * Sends the record of the run if a second has passed since it was sent last. Saves a checkpoint and the
   * record if nine seconds have passed since the last checkpoint and all weights are finite.
   */
  periodically(record: RunRecord, trainer: ParameterTrainer, progress: TrainingProgress): void {
    const time = this.ports.clock.now();
    if (time - this.lastRecord >= RECORD_EVERY) {
      this.lastRecord = time;
      this.ports.onUpdate(recordUpdate(record));
    }
    if (time - this.lastCheckpoint >= CHECKPOINT_EVERY && hasFiniteParameters(trainer)) {
      this.lastCheckpoint = time;
      this.checkpoint(trainer, progress);
      this.storeRecord(record);
    }
  }

  /** Ends all writing. Writes that are requested later are ignored. */
  close(): void {
    this.closed = true;
  }

  /**
   * Whether too many writes are pending, because the disk is slower than training. If so, training should
   * wait. This limits the number of pending writes and what a crash can lose.
   */
  get isBehind(): boolean {
    return this.unfinished > MOST_WRITES;
  }

  /** Resolves when all writes requested so far have completed or failed. */
  settled(): Promise<void> {
    return this.writes;
  }

  private write(action: () => Promise<unknown>): void {
    this.unfinished++;
    this.writes = this.writes
      .then(() => this.perform(action))
      .catch(error => this.needs.failed(error))
      .then(() => {
        this.unfinished--;
      });
  }

  /**
   * Performs a write, but only if this process still owns the folder of the run. Writing to a removed folder
   * would create it again, without the other files of the run.
   */
  private async perform(action: () => Promise<unknown>): Promise<void> {
    if (this.closed) return;
    // If the lock cannot be read because of a disk error, the write is attempted nevertheless: it fails as
    // well and reports the error.
    const isHeld = await this.needs.lock.isHeld().catch(() => true);
    if (isHeld) await action();
    else if (!this.closed) await this.needs.lost();
  }
}
