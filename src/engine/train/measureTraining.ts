import { encodeCheckpoint } from '../storage/runs/checkpointFormat';
import { encodeRows } from '../storage/runs/jsonLines';
import { MetricsBuffer } from './metricsBuffer';
import type { SessionPorts } from './ports';
import { prepareTrial, type TrialParams } from './prepareTrial';
import { saveTrainer } from './trainState';

/** What a training costs in time and storage, measured in a short trial. */
export interface TrainingCost {
  /** Milliseconds per update. `validation`: milliseconds per validation, 0 without a validation text. */
  readonly update: number;
  readonly validation: number;
  /** Number of updates in the whole training. */
  readonly updates: number;
  /** Bytes of a checkpoint. `row`: bytes of a row of metrics. */
  readonly checkpoint: number;
  readonly row: number;
}

/** Duration of the trial, in milliseconds. */
const MEASURED = 200;

/**
 * Trains for a short time, without storing anything, and measures what the whole training would cost. Throws
 * a UserError for unsuitable settings or texts.
 */
export async function measureTraining(ports: SessionPorts, params: TrialParams): Promise<TrainingCost> {
  const { trainer, validator, updates } = await prepareTrial(ports, params);
  const { now } = ports.clock;
  const recorder = new MetricsBuffer(trainer, validator !== undefined);
  recorder.add(trainer.step(true), { tokensPerSecond: 0, elapsed: 0 }); // the first update is slower, because code is compiled
  const start = now();
  let steps = 0;
  do {
    trainer.step(false);
    steps++;
  } while (now() - start < MEASURED);
  const update = (now() - start) / steps;
  let validation = 0;
  if (validator) {
    const before = now();
    validator.advance();
    const { done = 1, tokens = 1 } = validator.progress ?? {}; // undefined for a text validated in one call
    validation = ((now() - before) * tokens) / done;
  }
  return {
    ...{ update, validation },
    updates,
    checkpoint: encodeCheckpoint(saveTrainer(trainer, params.settings, { elapsed: 0 }), ports.store.newHash)
      .length,
    row: encodeRows(recorder.take()).length,
  };
}
