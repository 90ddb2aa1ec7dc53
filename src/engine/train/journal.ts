import type { RunRecord, Sample, Settings } from '../../protocol/run';
import type { SessionPorts } from './ports';
import type { Recorder } from './recorder';
import type { Trainer } from './trainer';
import { isSound, saveTrainer } from './trainState';

/** Milliseconds between announcements of metrics, of the run, and between checkpoints. */
const METRICS_EVERY = 50;
const RUN_EVERY = 1000;
const CHECKPOINT_EVERY = 10_000;

/**
 * Announces a run's news and writes them down, in order, without holding up the training: a checkpoint is
 * always preceded by the metrics and samples before it.
 */
export class Journal {
  private writes: Promise<void> = Promise.resolve();
  private lastMetrics = Number.NEGATIVE_INFINITY;
  private lastRun: number;
  private lastCheckpoint: number;

  constructor(
    private readonly ports: SessionPorts,
    private readonly id: string,
    private readonly failed: (error: unknown) => void,
  ) {
    this.lastRun = this.lastCheckpoint = ports.clock.now();
  }

  /** Announces and stores the recorder's rows, if it is time or if `now` is set. */
  metrics(recorder: Recorder, now = false): void {
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

  /** Stores the record and announces nothing: the state it holds was announced when it was entered. */
  run(record: RunRecord): void {
    this.write(() => this.ports.store.save(record));
  }

  checkpoint(trainer: Trainer, settings: Settings, elapsed: number): void {
    const checkpoint = saveTrainer(trainer, settings, { elapsed });
    const { iteration } = trainer;
    this.write(() => this.ports.store.saveCheckpoint(this.id, iteration, checkpoint));
  }

  /** What is due by now: the run's progress about every second, a checkpoint about every ten. */
  periodically(record: RunRecord, trainer: Trainer, elapsed: number): void {
    const time = this.ports.clock.now();
    if (time - this.lastRun >= RUN_EVERY) {
      this.lastRun = time;
      this.ports.announce.run(record);
    }
    if (time - this.lastCheckpoint >= CHECKPOINT_EVERY && isSound(trainer)) {
      this.lastCheckpoint = time;
      this.checkpoint(trainer, record.settings, elapsed);
      this.run(record);
    }
  }

  /** When everything so far is on disk, or has failed. */
  settled(): Promise<void> {
    return this.writes;
  }

  private write(action: () => Promise<unknown>): void {
    this.writes = this.writes.then(action).then(
      () => {},
      error => this.failed(error),
    );
  }
}
