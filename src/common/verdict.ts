import type { MeasuredUnit } from '../protocol/experimentFigures';
import type { RunRecord } from '../protocol/run';
import { conditionNames, conditionsOf, seedOf } from './conditions';
import { differingTraits } from './differingTraits';
import { FEW, type PairedComparison, pairedComparisons } from './pairedComparisons';
import { type LossBySeed, pairedDifferences } from './pairedDifferences';
import { judgedLoss } from './runFigures';
import { shortName } from './runNames';
import { lossUnitOf, taskOf } from './runTask';
import { type Interval, intervalOf, mean, valuesNeeded } from './statistics';

/**
 * The result of a comparison of two conditions: the condition with the lower loss, and the evidence for its
 * lower loss. Losses are in nats per `unit`.
 */
export interface Verdict {
  /**
   * The condition with the lower loss. Its name contains the settings in which the two conditions differ,
   * such as `tanh`; if each condition has a single run, it is the name of that run.
   */
  readonly lower: ConditionLoss;
  readonly higher: ConditionLoss;
  /**
   * The mean of the loss differences of pairs of runs with equal seeds. Without such pairs, the difference of
   * the mean losses.
   */
  readonly difference: number;
  /** Number of seeds with which both conditions were trained. */
  readonly pairs: number;
  /** Number of pairs in which the condition with the lower mean loss also has the lower loss. */
  readonly wins: number;
  /** The 95 % interval of the difference. Undefined for fewer than two pairs. */
  readonly interval: Interval | undefined;
  /**
   * Number of seeds needed for a 95 % interval that excludes 0, if the difference stays the same. Undefined
   * for fewer than three pairs.
   */
  readonly needed: number | undefined;
  /** Whether all runs are judged on held-out text, and not on the text that they train on. */
  readonly isHeldOut: boolean;
  /** What the losses are. */
  readonly unit?: Exclude<MeasuredUnit, 'error'>;
  /** Whether all compared runs are done, so that the verdict will not change. */
  readonly isFinal: boolean;
}

export interface ConditionLoss {
  readonly name: string;
  readonly loss: number;
}

/**
 * The reason why the losses of conditions cannot be compared: they have different texts or predict different things, only some have
 * held-out text, their held-out texts differ, or they differ in settings that change what a token or a loss is.
 */
export type Obstacle =
  | 'texts'
  | 'tasks'
  | 'heldOut'
  | 'heldOutTexts'
  | { readonly settings: readonly string[] };

/** Settings that change what a token or a loss is, so that losses cannot be compared across their values. */
export const conditionSettings: readonly string[] = [
  'text.unit',
  'text.locale',
  'text.minimumCount',
  'text.filter',
  'text.longest',
  'validation.fraction',
  'validation.part',
];

/**
 * Compares runs that belong to exactly two conditions. Undefined for any other number of conditions, for
 * conditions whose losses cannot be compared (`Obstacle`), and for missing or equal losses.
 */
export function verdictOf(runs: readonly RunRecord[]): Verdict | undefined {
  const conditions = conditionsOf(runs, run => run);
  if (conditions.length !== 2 || obstacleBetween(runs)) return undefined;
  const [first, second] = conditions.map(members => ({ members, loss: mean(members.map(lossOf)) }));
  if (!Number.isFinite(first.loss + second.loss) || first.loss === second.loss) return undefined;
  const [lower, higher] = first.loss < second.loss ? [first, second] : [second, first];
  const differences = pairedDifferences(bySeed(lower.members), bySeed(higher.members));
  const nameOf = namerOf(conditions);
  return {
    lower: { name: nameOf(lower.members[0]), loss: lower.loss },
    higher: { name: nameOf(higher.members[0]), loss: higher.loss },
    difference: differences.length > 0 ? mean(differences) : higher.loss - lower.loss,
    pairs: differences.length,
    wins: differences.filter(difference => difference > 0).length,
    interval: intervalOf(differences),
    needed: valuesNeeded(differences),
    isHeldOut: judgedLoss(runs[0]).isHeldOut,
    unit: lossUnitOf(runs[0]),
    isFinal: runs.every(({ state }) => state === 'done'),
  };
}

const lossOf = (run: RunRecord) => judgedLoss(run).last;

/**
 * Returns a function that names the condition of a run. If each condition has a single run, the name is that
 * of the run, as in the table of runs. If not, it contains the settings in which the conditions differ.
 */
const namerOf = (conditions: readonly (readonly RunRecord[])[]) =>
  conditions.every(({ length }) => length === 1) ? shortName : conditionNames(conditions.flat());

/** A condition, with the losses of its runs by their seeds. */
interface NamedCondition extends ConditionLoss {
  readonly losses: LossBySeed;
}

/** The result of comparing more than two conditions. */
export interface VerdictByPairs {
  /** Name and mean loss of the condition with the lowest mean. Conditions are named as in `Verdict`. */
  readonly lowest: ConditionLoss;
  readonly conditions: number;
  readonly comparisons: readonly PairedComparison<NamedCondition>[];
  /**
   * Whether only the condition with the lowest loss is compared with the others, because there are too many
   * pairs.
   */
  readonly isPartial: boolean;
  /** Whether all runs are judged on held-out text. `isFinal`: whether all of them are done. */
  readonly isHeldOut: boolean;
  readonly unit?: Exclude<MeasuredUnit, 'error'>;
  readonly isFinal: boolean;
}

/** Compares runs that belong to more than two conditions. Undefined for the same reasons as `verdictOf`. */
export function verdictByPairs(runs: readonly RunRecord[]): VerdictByPairs | undefined {
  const conditions = conditionsOf(runs, run => run);
  if (conditions.length <= 2 || obstacleBetween(runs)) return undefined;
  const nameOf = namerOf(conditions);
  const named = conditions
    .map(members => ({
      name: nameOf(members[0]),
      loss: mean(members.map(lossOf)),
      losses: bySeed(members),
    }))
    .sort((a, b) => a.loss - b.loss);
  if (!named.every(({ loss }) => Number.isFinite(loss))) return undefined;
  return {
    lowest: named[0],
    conditions: conditions.length,
    comparisons: pairedComparisons([named]),
    isPartial: named.length > FEW,
    isHeldOut: judgedLoss(runs[0]).isHeldOut,
    unit: lossUnitOf(runs[0]),
    isFinal: runs.every(({ state }) => state === 'done'),
  };
}

/**
 * Returns the reason why conditions cannot be compared. Undefined if they can be, or if the runs belong to
 * one condition.
 */
export function obstacleOf(runs: readonly RunRecord[]): Obstacle | undefined {
  return conditionsOf(runs, run => run).length >= 2 ? obstacleBetween(runs) : undefined;
}

function obstacleBetween(runs: readonly RunRecord[]): Obstacle | undefined {
  if (new Set(runs.map(({ text }) => text.fingerprint)).size > 1) return 'texts';
  if (new Set(runs.map(taskOf)).size > 1) return 'tasks';
  if (new Set(runs.map(({ validationText }) => validationText?.fingerprint)).size > 1) return 'heldOutTexts';
  const differing = differingTraits(runs);
  const settings = conditionSettings.filter(name => differing.includes(name));
  if (settings.length > 0) return { settings };
  return new Set(runs.map(run => judgedLoss(run).isHeldOut)).size > 1 ? 'heldOut' : undefined;
}

const bySeed = (runs: readonly RunRecord[]) => new Map(runs.map(run => [seedOf(run), lossOf(run)]));
