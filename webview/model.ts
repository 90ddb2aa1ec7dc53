import type { DashboardEvents, ShownRun, Snapshot } from '../src/protocol/dashboard';
import type { RunRecord, Sample, Settings, Validation } from '../src/protocol/run';
import { Table } from './table';

/** What the page shows of a run, without a page: a snapshot replaces everything, events of the same run add to it. */
export class Model {
  run: ShownRun | undefined;
  table = new Table();
  samples: Sample[] = [];
  /** What settings are where nobody chose otherwise. */
  defaults: Settings = {};
  /** The sample chosen by its place in `samples`; undefined follows the latest. */
  private chosen: number | undefined;

  snapshot({ run, history, defaults }: Snapshot): void {
    if (run?.id !== this.run?.id) this.chosen = undefined;
    this.run = run;
    this.defaults = defaults;
    this.table = new Table();
    this.samples = [...(history?.samples ?? [])];
    if (history) this.table.append(history.metrics);
    if (this.chosen !== undefined && this.chosen >= this.samples.length) this.chosen = undefined;
  }

  metrics({ id, block }: DashboardEvents['metrics']): void {
    if (id === this.run?.id) this.table.append(block);
  }

  sample({ id, sample }: DashboardEvents['sample']): void {
    if (id !== this.run?.id) return;
    // A resumed run draws again what came after its checkpoint.
    this.samples = [...this.samples.filter(({ iteration }) => iteration < sample.iteration), sample];
    if (this.chosen !== undefined) this.chooseSample(this.chosen);
  }

  record(record: ShownRun): void {
    if (record.id === this.run?.id) this.run = record;
  }

  /** The run as of its last measurement: while it trains, these come more often than its record. */
  get latest(): ShownRun | undefined {
    const { run, table } = this;
    const iteration = table.last('iteration');
    if (run?.state !== 'running' || !(iteration > run.iteration)) return run;
    const [smoothLoss, tokensPerSecond, elapsed] = ['smoothLoss', 'tokensPerSecond', 'elapsed'].map(column =>
      table.last(column),
    );
    return { ...run, iteration, smoothLoss, tokensPerSecond, elapsed };
  }

  get shownSample(): Sample | undefined {
    return this.samples[this.chosen ?? this.samples.length - 1];
  }

  get shownSampleIndex(): number {
    return this.chosen ?? this.samples.length - 1;
  }

  get followsLatest(): boolean {
    return this.chosen === undefined;
  }

  /** The latest one means: follow. */
  chooseSample(index: number): void {
    this.chosen = index >= this.samples.length - 1 ? undefined : Math.max(0, index);
  }
}

/** A measure and its standard error, which one stretch of text alone does not give. */
export interface Estimate {
  readonly value: number;
  readonly error?: number;
}

/** A validation's mean loss as perplexity and in bits; the errors follow from that of the loss, to first order. */
export function validationFigures({ loss, error }: Validation): Record<'perplexity' | 'bits', Estimate> {
  const perplexity = Math.exp(loss);
  const scaled = (value: number, slope: number): Estimate =>
    error === undefined ? { value } : { value, error: slope * error };
  return { perplexity: scaled(perplexity, perplexity), bits: scaled(loss / Math.LN2, 1 / Math.LN2) };
}

/** Figures that follow from a record and its settings. */
export function figuresOf(run: RunRecord) {
  const T = Number(run.settings['training.sequenceLength']);
  const limit = Number(run.settings['training.maxIterations']);
  const tokensPerUpdate = T * Number(run.settings['training.batch']);
  const left = limit > 0 ? Math.max(0, limit - run.iteration) : undefined;
  const timeLeft =
    left !== undefined && run.tokensPerSecond > 0
      ? (1000 * left * tokensPerUpdate) / run.tokensPerSecond
      : undefined;
  const nats = run.smoothLoss / T;
  return { perplexity: Math.exp(nats), bits: nats / Math.LN2, limit, timeLeft };
}
