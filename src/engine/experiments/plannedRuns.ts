import type { ExperimentTask, RunSettings } from '../../protocol/run';
import type { PhasePlan } from '../../protocol/sourceText';
import { completeSettings, type TaskOrNone } from '../configuration/trainingTask';
import { fingerprint } from '../storage/digest';
import { conditionsIn } from './designs';
import type { Condition, Design, Experiment } from './experiment';

/** One run of an experiment. */
export interface PlannedRun {
  /** Index of the run, from 0. Runs are sorted by condition, then by seed, then by fold. */
  readonly index: number;
  readonly condition: Condition;
  readonly seed: number;
  /** Number of the part of the text that is held out, from 1. Undefined without cross-validation. */
  readonly fold?: number;
  /** What the network learns. Missing for a language model. */
  readonly task?: ExperimentTask;
  readonly settings: RunSettings;
}

/** Returns all runs of an experiment. */
export function plannedRuns(experiment: Experiment): PlannedRun[] {
  const { settings, seeds, design, task } = experiment;
  const folds =
    design.folds === undefined ? [undefined] : Array.from({ length: design.folds }, (_, i) => i + 1);
  const runs = conditionsIn(experiment).flatMap(condition =>
    seeds.flatMap(seed => folds.map(fold => ({ condition, seed, fold }))),
  );
  return runs.map(({ condition, seed, fold }, index) => ({
    ...{ index, condition, seed },
    ...(fold !== undefined && { fold }),
    ...(task && { task }),
    // One thread by default, because the runs of an experiment share the cores. The number of threads does
    // not change the results.
    settings: {
      ...{ 'kernels.threads': 1, ...settings, ...condition.values, 'training.seed': seed },
      ...foldSettings(design, fold),
    },
  }));
}

/** Returns the settings that hold out part `fold` of the text. Empty without cross-validation. */
export const foldSettings = ({ folds }: Design, fold: number | undefined): RunSettings =>
  folds === undefined || fold === undefined
    ? {}
    : { 'validation.fraction': 1 / folds, 'validation.part': fold };

/** The SHA-256 digests of the texts of a run, in hexadecimal. */
export interface TextDigests {
  readonly text: string;
  readonly validationText?: string;
  /** The phases of the training. Missing if it has none. */
  readonly phases?: readonly PhasePlan[];
}

/** Settings that are not part of a run's key: the number of threads does not affect the results. */
const withoutKey = ['kernels.threads'];
const OPTIMIZER = 'training.optimizer';

/**
 * Returns the key of a run: a digest of its texts, its task and its settings, including the seed. Runs with the same
 * key give the same results. Settings with their default value are left out. A setting that a later version
 * adds therefore does not change existing keys.
 */
export function runKey(
  { text, validationText, phases }: TextDigests,
  settings: RunSettings,
  task?: TaskOrNone,
): string {
  const complete = completeSettings(task, settings);
  const defaults = completeSettings(task, { [OPTIMIZER]: complete[OPTIMIZER] });
  const own = Object.entries(complete).filter(
    // The optimizer is always part of the key, because other defaults depend on it.
    ([name, value]) => !withoutKey.includes(name) && (name === OPTIMIZER || value !== defaults[name]),
  );
  const more = [...(phases ? [phases] : []), ...(task ? [task] : [])];
  return fingerprint(new TextEncoder().encode(JSON.stringify([text, validationText ?? null, own, ...more])));
}

/** Number of digits of a key that the id of a run contains. */
const DIGITS = 32;

/** Returns the id of the run with this key. All processes that may train the run derive the same id. */
export const keyedId = (key: string) => `run-${key.slice(0, DIGITS)}`;
