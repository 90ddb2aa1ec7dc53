import type { PlannedChange } from '../../protocol/liveSettings';
import type { RunRecord, Sample } from '../../protocol/run';
import type { SampleParams } from '../../protocol/trainer';
import type { Clock } from '../core/clock';
import { Journal } from './journal';
import { MetricsBuffer } from './metricsBuffer';
import type { ParameterTrainer } from './parameterTrainer';
import type { Lock, SessionPorts } from './ports';
import { SettingChanges } from './settingChanges';
import { Speedometer } from './speedometer';
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

/** Generates the samples of a run. */
export interface RunSampler {
  /** Returns the sample for the current iteration, one of the samples at regular intervals. */
  regular(): Sample;
  /** Returns a sample that the user requested. */
  onDemand(params: SampleParams): Sample;
}

/** What trains a run, apart from the services that record it. */
export interface PreparedTraining {
  readonly trainer: ParameterTrainer;
  readonly validator: Validator | undefined;
  /** Missing for a network that cannot write. */
  readonly sampler?: RunSampler;
}

/** The objects that train a run together. The training loop uses them. */
export interface TrainingParts {
  readonly trainer: ParameterTrainer;
  readonly validator: Validator | undefined;
  readonly controls: SettingChanges;
  /** Missing for a network that cannot write. */
  readonly sampler: RunSampler | undefined;
  readonly recorder: MetricsBuffer;
  readonly speed: Speedometer;
  readonly journal: Journal;
  readonly clock: Clock;
}

/** The data from which the parts are made, and callbacks for a run that can no longer be stored. */
interface Training extends PreparedTraining {
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
  { trainer, validator, sampler, start, failed, lost }: Training,
): TrainingParts {
  const { lock, elapsed, columns, plan } = start;
  const recorder = new MetricsBuffer(trainer, validator !== undefined, columns);
  const speed = new Speedometer(elapsed);
  const journal = new Journal(ports, base, { recorder, lock, failed, lost });
  return {
    ...{ trainer, validator, sampler, recorder, speed, journal },
    controls: new SettingChanges(trainer, speed, journal, plan),
    clock: ports.clock,
  };
}
