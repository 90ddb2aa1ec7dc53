import type { RunSettings } from '../../protocol/run';
import type { PhasePlan } from '../../protocol/trainer';
import type { Configuration } from '../../settings/settings';
import { configure } from '../configuration/configure';
import { fingerprint } from '../storage/digest';
import { conditionsIn } from './designs';
import type { Condition, Design, Experiment } from './experiment';

/** One run of an experiment. */
export interface PlannedRun {
  /** Index from 0. Runs are in the order of their conditions, then of their seeds and folds. */
  readonly index: number;
  readonly condition: Condition;
  readonly seed: number;
  /** The part of the text that is held out, from 1. Undefined without cross-validation. */
  readonly fold?: number;
  readonly settings: RunSettings;
}

/** Returns all runs of an experiment. */
export function plannedRuns(experiment: Experiment): PlannedRun[] {
  const { settings, seeds, design } = experiment;
  const folds =
    design.folds === undefined ? [undefined] : Array.from({ length: design.folds }, (_, i) => i + 1);
  const runs = conditionsIn(experiment).flatMap(condition =>
    seeds.flatMap(seed => folds.map(fold => ({ condition, seed, fold }))),
  );
  return runs.map(({ condition, seed, fold }, index) => ({
    ...{ index, condition, seed },
    ...(fold !== undefined && { fold }),
    // One thread: the runs of an experiment share the cores. The number of threads does not change a result.
    settings: {
      ...{ 'kernels.threads': 1, ...settings, ...condition.values, 'training.seed': seed },
      ...foldSettings(design, fold),
    },
  }));
}

/** Returns the settings that hold out a part of the text. */
export const foldSettings = ({ folds }: Design, fold: number | undefined): RunSettings =>
  folds === undefined || fold === undefined
    ? {}
    : { 'validation.fraction': 1 / folds, 'validation.part': fold };

/** The digests of the texts of a run, SHA-256 in hexadecimal. */
export interface TextDigests {
  readonly text: string;
  readonly validationText?: string;
  /** The phases of the training, if there are any. */
  readonly phases?: readonly PhasePlan[];
}

/** Settings that do not change the results of a run, and are therefore not part of its key. */
const withoutEffect = ['kernels.threads'];

/**
 * Returns the key of a run: the digest of its texts and its settings, including the seed. Runs with the same key learn the
 * same. A setting at its default is left out, so that a setting that a later version adds changes no key.
 */
export function runKey({ text, validationText, phases }: TextDigests, settings: RunSettings): string {
  const configuration = configure(settings);
  const defaults = configure({ 'training.optimizer': configuration['training.optimizer'] });
  const own = Object.entries(configuration).filter(
    ([name, value]) => !withoutEffect.includes(name) && value !== defaultOf(name, defaults),
  );
  return fingerprint(
    new TextEncoder().encode(
      JSON.stringify([text, validationText ?? null, own, ...(phases ? [phases] : [])]),
    ),
  );
}

/** The optimizer is always part of a key: other defaults depend on it. */
const defaultOf = (name: string, defaults: Configuration) =>
  name === 'training.optimizer' ? undefined : defaults[name as keyof Configuration];

/** Digits of a key in the id of a run. */
const DIGITS = 32;

/** Returns the id of the run with a key. All processes that may train this run find it by this id. */
export const keyedId = (key: string) => `run-${key.slice(0, DIGITS)}`;
