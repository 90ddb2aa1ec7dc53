import { mean } from '../../common/statistics';
import type { Experiment } from './experiment';
import type { ConditionResult } from './results';

/** The share of the differences between runs that one setting explains on its own. */
export interface Effect {
  readonly setting: string;
  /** Sum of squares between the values of the setting, divided by that of all runs (eta squared), from 0 to 1. */
  readonly share: number;
  /** Mean loss by value, over all other settings, in nats per token. */
  readonly means: readonly { readonly value: string; readonly mean: number }[];
}

/**
 * Returns the effect of every setting that varies, largest first. For experiments on one text, if two or more
 * settings vary and the losses differ.
 */
export function effectsOf({ texts, vary }: Experiment, results: readonly ConditionResult[]): Effect[] {
  const names = Object.keys(vary);
  const losses = results.flatMap(({ losses }) => [...losses.values()]);
  const total = squares(losses, mean(losses));
  if (texts.length > 1 || names.length < 2 || !(total > 0)) return [];
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

/** Sum of the squared distances to a centre. */
const squares = (values: readonly number[], centre: number) =>
  values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
