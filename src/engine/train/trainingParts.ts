import type { PlannedChange } from '../../protocol/liveSettings';
import type { RunRecord } from '../../protocol/run';
import { tokenizerOf } from '../configuration/text';
import type { Clock } from '../core/clock';
import { RecurrentModel } from '../model/recurrentModel';
import { Journal } from './journal';
import { MetricsBuffer } from './metricsBuffer';
import type { Lock, SessionPorts } from './ports';
import { SettingChanges } from './settingChanges';
import { Speedometer } from './speedometer';
import type { Trainer } from './trainer';
import { TrainingSampler } from './trainingSampler';
import type { Validator } from './validator';

/** The state from which a session starts or resumes a run. */
export interface SessionStart {
  readonly lock: Lock;
  /** Milliseconds that the run was trained before. */
  readonly elapsed: number;
  /** The columns of the metrics that were recorded earlier. Missing for a new run. */
  readonly columns?: readonly string[];
  readonly plan?: readonly PlannedChange[];
}

/** The objects that train a run together. The training loop uses them. */
export interface TrainingParts {
  readonly trainer: Trainer;
  readonly validator: Validator | undefined;
  readonly controls: SettingChanges;
  readonly sampler: TrainingSampler;
  readonly recorder: MetricsBuffer;
  readonly speed: Speedometer;
  readonly journal: Journal;
  readonly clock: Clock;
}

/** The data from which the parts are made, and callbacks for a run that can no longer be stored. */
interface Training {
  readonly trainer: Trainer;
  readonly validator: Validator | undefined;
  readonly start: SessionStart;
  /** Called when a write has failed. */
  failed(error: unknown): void;
  /** Called when the run was removed or taken over by another process. */
  lost(): Promise<void>;
}

/** Creates the objects that train a run together. */
export function trainingParts(
  ports: SessionPorts,
  base: RunRecord,
  { trainer, validator, start, failed, lost }: Training,
): TrainingParts {
  const { lock, elapsed, columns, plan } = start;
  const reader = new RecurrentModel(trainer.kernels, trainer.model, trainer.corpus.vocabulary);
  const recorder = new MetricsBuffer(trainer, validator !== undefined, columns);
  const speed = new Speedometer(elapsed);
  const journal = new Journal(ports, base, { recorder, lock, failed, lost });
  return {
    ...{ trainer, validator, recorder, speed, journal },
    controls: new SettingChanges(trainer, speed, journal, plan),
    sampler: new TrainingSampler(trainer, reader, tokenizerOf(trainer.configuration)),
    clock: ports.clock,
  };
}
