import { mean } from '../../common/statistics';
import type { Experiment } from './experiment';
import type { ConditionResult } from './results';

/**
 * The effect of one setting: how much of the differences between runs it explains, and the mean loss of each
 * value.
 */
export interface Effect {
  readonly setting: string;
  /**
   * Share of the variance of the losses that the setting explains, from 0 to 1 (eta squared). Runs with the
   * same value of the setting form a group. The share is the sum of squares between the groups, divided by
   * the total sum of squares of all runs.
   */
  readonly share: number;
  /** Mean loss for each value of the setting, over all values of the other settings, in nats per token. */
  readonly means: readonly { readonly value: string; readonly mean: number }[];
}

/**
 * Returns the effect of every setting that varies, largest first. Returns an empty list if there are several
 * texts or fewer than two such settings, if successive halving is used (its runs are not equally long), or if
 * all losses are equal.
 */
export function effectsOf(
  { texts, vary, design }: Experiment,
  results: readonly ConditionResult[],
): Effect[] {
  const names = Object.keys(vary);
  const losses = results.flatMap(({ losses }) => [...losses.values()]);
  const total = squares(losses, mean(losses));
  if (design.rungs !== undefined || texts.length > 1 || names.length < 2 || !(total > 0)) return [];
  return names.map(name => effectOf(name, results, total)).sort((a, b) => b.share - a.share);
}

function effectOf(setting: string, results: readonly ConditionResult[], total: number): Effect {
  const groups = new Map<string, number[]>();
  for (const { condition, losses } of results) {
    const value = String(condition.values[setting]);
    groups.set(value, [...(groups.get(value) ?? []), ...losses.values()]);
  }
  const found = [...groups].filter(([, losses]) => losses.length > 0);
  const within = found.reduce((sum, [, losses]) => sum + squares(losses, mean(losses)), 0);
  const means = found.map(([value, losses]) => ({ value, mean: mean(losses) }));
  return { setting, share: 1 - within / total, means };
}

/** Returns the sum of the squared differences between the values and a centre. */
const squares = (values: readonly number[], centre: number) =>
  values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
