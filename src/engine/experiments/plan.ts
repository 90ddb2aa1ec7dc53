import type { RunSettings } from '../../protocol/run';
import { configure } from '../configuration/configure';
import { fingerprint } from '../storage/digest';
import { conditionsIn } from './designs';
import type { Condition, Experiment } from './experiment';

/** One run of an experiment. */
export interface PlannedRun {
  /** Index of the run, from 0. Runs are sorted by condition, and for each condition by seed. */
  readonly index: number;
  readonly condition: Condition;
  readonly seed: number;
  readonly settings: RunSettings;
}

/** Returns all runs of an experiment. */
export function plannedRuns(experiment: Experiment): PlannedRun[] {
  const { settings, seeds } = experiment;
  const runs = conditionsIn(experiment).flatMap(condition => seeds.map(seed => ({ condition, seed })));
  return runs.map(({ condition, seed }, index) => ({
    index,
    condition,
    seed,
    // One thread per run, because several runs share the cores. The number of threads does not change the
    // results.
    settings: { 'kernels.threads': 1, ...settings, ...condition.values, 'training.seed': seed },
  }));
}

/** SHA-256 digests of the texts of a run, in hexadecimal. */
export interface TextDigests {
  readonly text: string;
  readonly validationText?: string;
}

/** Settings that do not change the results of a run, and are therefore not part of its key. */
const withoutEffect = ['kernels.threads'];

/**
 * Returns the key of a run. It identifies the texts and all settings, including defaults and the seed. Runs
 * with the same key have the same results.
 */
export function runKey({ text, validationText }: TextDigests, settings: RunSettings): string {
  const all = Object.entries(configure(settings)).filter(([name]) => !withoutEffect.includes(name));
  return fingerprint(new TextEncoder().encode(JSON.stringify([text, validationText ?? null, all])));
}

/** Number of digits of the key that are used in the id of a run. */
const DIGITS = 32;

/** Returns the id of the run with a key. All processes that may train this run find it by this id. */
export const keyedId = (key: string) => `run-${key.slice(0, DIGITS)}`;
