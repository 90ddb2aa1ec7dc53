import type { RunSettings } from '../../protocol/run';
import { configure } from '../configuration/configure';
import { fingerprint } from '../storage/digest';
import { conditionsIn } from './designs';
import type { Condition, Experiment } from './experiment';

/** One run of an experiment. */
export interface PlannedRun {
  /** Index from 0. Runs are in the order of their conditions, then of their seeds. */
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
    // One thread: the runs of an experiment share the cores. The number of threads does not change a result.
    settings: { 'kernels.threads': 1, ...settings, ...condition.values, 'training.seed': seed },
  }));
}

/** The digests of the texts of a run, SHA-256 in hexadecimal. */
export interface TextDigests {
  readonly text: string;
  readonly validationText?: string;
}

/** Settings that do not change what is learned. */
const withoutEffect = ['kernels.threads'];

/**
 * Returns the key of a run: the digest of its texts and all its settings, including defaults and the seed. Runs with
 * the same key learn the same.
 */
export function runKey({ text, validationText }: TextDigests, settings: RunSettings): string {
  const all = Object.entries(configure(settings)).filter(([name]) => !withoutEffect.includes(name));
  return fingerprint(new TextEncoder().encode(JSON.stringify([text, validationText ?? null, all])));
}

/** Digits of a key in the id of a run. */
const DIGITS = 32;

/** Returns the id of the run with a key. Every process that is to train this run finds it by this id. */
export const keyedId = (key: string) => `run-${key.slice(0, DIGITS)}`;
