import { noteOf } from '../../protocol/lesion';
import type { RunFailure, RunRecord, RunState } from '../../protocol/run';
import type { StartParams } from '../../protocol/trainer';
import type { EncodedText } from '../data/corpus';
import { newId } from '../storage/paths';
import type { TextReadings } from './firstReading';
import type { ParameterTrainer } from './parameterTrainer';
import type { SessionPorts } from './ports';
import type { Speedometer } from './speedometer';
import type { Trainer } from './trainer';
import type { TrainingTexts } from './trainingTexts';
import { summaryOf } from './trainState';
import type { Validator } from './validator';

/** What a record says about the texts and the network of a run. */
type RunFacts = Pick<
  RunRecord,
  | 'settings'
  | 'text'
  | 'validationText'
  | 'vocabulary'
  | 'lesion'
  | 'phases'
  | 'labelling'
  | 'translation'
  | 'task'
>;

/** Returns the facts of a run that trains a language model. */
export function languageFacts(readings: TextReadings, trainer: Trainer, texts: TrainingTexts): RunFacts {
  const { phases } = texts.training;
  return {
    settings: { ...trainer.configuration },
    ...textFacts(readings, texts),
    ...(trainer.model.lesion && { lesion: noteOf(trainer.model.lesion) }),
    ...(phases && { phases }),
  };
}

/** Returns the facts of the texts of a run that reads running text. */
export function textFacts(
  { text, validationText }: TextReadings,
  { training, validation }: TrainingTexts,
): Pick<RunFacts, 'text' | 'validationText' | 'vocabulary'> {
  return {
    text: text.describe(training.ids.length),
    ...(validationText &&
      validation && {
        validationText: { ...validationText.describe(validation.ids.length), ...missing(validation) },
      }),
    vocabulary: training.vocabulary.size,
  };
}

/** Returns the record of a run before its first update. */
export function newRecord(
  { clock, randomSuffix }: SessionPorts,
  { name, id, plan = [] }: Pick<StartParams, 'name' | 'id' | 'plan'>,
  trainer: ParameterTrainer,
  facts: RunFacts,
): RunRecord {
  const createdAt = clock.timestamp();
  return {
    version: 1,
    id: id ?? newId(createdAt, randomSuffix()),
    name,
    createdAt,
    state: 'paused',
    ...facts,
    kernels: trainer.kernels.build,
    iteration: 0,
    smoothLoss: trainer.smoothLoss,
    averagedFrom: 0,
    learningRate: trainer.live['training.learningRate'],
    tokensPerSecond: 0,
    elapsed: 0,
    ...(plan.length > 0 && { plan }),
  };
}

/**
 * Returns a stored record, completed with the fields that older versions did not write. `iteration` is the
 * iteration from which the run is resumed.
 */
export function renewed(record: RunRecord, iteration: number, { validation }: TrainingTexts): RunRecord {
  const { validationText, averagedFrom = 0 } = record;
  return {
    ...record,
    averagedFrom: Math.min(averagedFrom, iteration),
    ...(validationText && validation && { validationText: { ...validationText, ...missing(validation) } }),
  };
}

/** Returns the record of a finished run with a new limit, `maxIterations`, for further training. */
export function extended(record: RunRecord, maxIterations: number): RunRecord {
  const { settings, iteration, extensions = [] } = record;
  const from = Number(settings[MAX_ITERATIONS]);
  if (from === maxIterations) return record;
  return {
    ...record,
    settings: { ...settings, [MAX_ITERATIONS]: maxIterations },
    extensions: [...extensions, { iteration, from, to: maxIterations }],
  };
}

const MAX_ITERATIONS = 'training.maxIterations';

const missing = ({ unknown, leftOut }: EncodedText) => ({ unknown, leftOut });

interface RunProgress {
  readonly state: RunState;
  readonly failure: RunFailure | undefined;
  readonly trainer: ParameterTrainer;
  readonly speed: Speedometer;
  readonly validator: Validator | undefined;
}

/** Returns the current record of a run. `base` is its record when it was started or resumed. */
export function recordNow(
  base: RunRecord,
  { state, failure, trainer, speed, validator }: RunProgress,
): RunRecord {
  return {
    ...base,
    state,
    failure,
    ...summaryOf(trainer),
    tokensPerSecond: state === 'running' ? speed.tokensPerSecond : 0,
    elapsed: speed.elapsed,
    ...(state === 'running' && { validating: validator?.progress, validationTime: validator?.time }),
    ...(validator?.state && { validation: { last: validator.state.last, best: validator.state.best } }),
  };
}
