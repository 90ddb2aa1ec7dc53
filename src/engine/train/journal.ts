import type { RunEvent } from '../../protocol/liveSettings';
import type { RunRecord, RunSettings, Sample } from '../../protocol/run';
import type { MetricsRecorder } from './metricsRecorder';
import type { Lock, SessionPorts } from './ports';
import type { Trainer } from './trainer';
import { hasFiniteParameters, saveTrainer, type TrainingProgress } from './trainState';

/** Milliseconds between announcements of metrics, of the run, and between checkpoints: ten seconds at most are lost. */
const METRICS_EVERY = 50;
const RUN_EVERY = 1000;
const CHECKPOINT_EVERY = 9_000;
/** Writes that may be under way while the training goes on, which leaves the disk a turn only between its slices. */
const MOST_WRITES = 4;

interface Needs {
  readonly recorder: MetricsRecorder;
  readonly lock: Lock;
  /** A write failed. */
  failed(error: unknown): void;
  /** The run was removed, or another process has taken it over; nothing more is written. */
  lost(): Promise<void>;
}

/**
 * Announces a run's news and writes them down, in order, without holding up the training: all metrics and samples
 * of the updates before a checkpoint are written before it.
 */
export class Journal {
  private readonly id: string;
  private readonly settings: RunSettings;
  private writes: Promise<void> = Promise.resolve();
  private closed = false;
  private unfinished = 0;
  private lastMetrics = Number.NEGATIVE_INFINITY;
  private lastRun: number;
  private lastCheckpoint: number;

  constructor(
    private readonly ports: SessionPorts,
    { id, settings }: RunRecord,
    private readonly needs: Needs,
  ) {
    this.id = id;
    this.settings = settings;
    this.lastRun = this.lastCheckpoint = ports.clock.now();
  }

  /** Announces and stores the recorder's rows, if it is time or if `now` is set. */
  metrics(now = false): void {
    const { recorder } = this.needs;
    const time = this.ports.clock.now();
    if (recorder.isEmpty || (!now && time - this.lastMetrics < METRICS_EVERY)) return;
    this.lastMetrics = time;
    const block = recorder.take();
    this.ports.announce.metrics(block);
    this.write(() => this.ports.store.appendMetrics(this.id, block));
  }

  sample(sample: Sample): void {
    this.ports.announce.sample(sample);
    this.write(() => this.ports.store.appendSample(this.id, sample));
  }

  event(event: RunEvent): void {
    this.ports.announce.event(event);
    this.write(() => this.ports.store.appendEvent(this.id, event));
  }

  /** Stores the record and announces nothing: the state it holds was announced when it was entered. */
  run(record: RunRecord): void {
    this.write(() => this.ports.store.save(record));
  }

  /** With the rows of every update before it: resuming cuts off what was written later. */
  checkpoint(trainer: Trainer, progress: TrainingProgress): void {
    this.metrics(true);
    const checkpoint = saveTrainer(trainer, this.settings, progress);
    const { iteration } = trainer;
    this.write(() => this.ports.store.saveCheckpoint(this.id, iteration, checkpoint));
  }

  /** Keeps these weights until better ones come, whatever becomes of the other checkpoints. */
  best(trainer: Trainer, progress: TrainingProgress): void {
    const checkpoint = saveTrainer(trainer, this.settings, progress);
    this.write(() => this.ports.store.saveBest(this.id, checkpoint));
  }

  /** What is due by now: the run's progress about every second, a checkpoint before ten are over. */
  periodically(record: RunRecord, trainer: Trainer, progress: TrainingProgress): void {
    const time = this.ports.clock.now();
    if (time - this.lastRun >= RUN_EVERY) {
      this.lastRun = time;
      this.ports.announce.run(record);
    }
    if (time - this.lastCheckpoint >= CHECKPOINT_EVERY && hasFiniteParameters(trainer)) {
      this.lastCheckpoint = time;
      this.checkpoint(trainer, progress);
      this.run(record);
    }
  }

  /** From now on nothing is written. */
  close(): void {
    this.closed = true;
  }

  /** Whether the disk is slower than the training, which then has to wait: nothing may pile up, nor be lost by a crash. */
  get isBehind(): boolean {
    return this.unfinished > MOST_WRITES;
  }

  /** When everything so far is on disk, or has failed. */
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

  /** Nothing is written to a folder that is not ours any more: writing would make a removed one again, without its text. */
  private async perform(action: () => Promise<unknown>): Promise<void> {
    if (this.closed) return;
    const isHeld = await this.needs.lock.isHeld().catch(() => true); // a disk that fails fails the action, too
    if (isHeld) await action();
    else if (!this.closed) await this.needs.lost();
  }
}
