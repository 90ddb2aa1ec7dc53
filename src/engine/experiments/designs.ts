import type { RunSettings, SettingValue } from '../../protocol/run';
import { uniform } from '../core/random';
import type { Cells, Condition, Experiment } from './experiment';

type Varied = Experiment['vary'];

/** Returns the number of conditions without creating them, because a grid may have billions. */
export function countConditions({
  texts,
  vary,
  design,
}: Pick<Experiment, 'texts' | 'vary' | 'design'>): number {
  return texts.length * countCells(vary, design);
}

/** Returns the number of runs without creating them, because a grid may have billions. */
export function countRuns(experiment: Pick<Experiment, 'texts' | 'vary' | 'design' | 'seeds'>): number {
  return countConditions(experiment) * experiment.seeds.length * (experiment.design.folds ?? 1);
}

/** Returns all conditions of an experiment, always in the same order. */
export function conditionsIn({ texts, vary, design }: Experiment): Condition[] {
  const cells = cellsOf(vary, design);
  return texts.flatMap(({ name: text }) => cells.map(values => ({ text, values })));
}

function countCells(vary: Varied, design: Cells): number {
  const sizes = Object.values(vary).map(values => values.length);
  const all = sizes.reduce((product, size) => product * size, 1);
  if (design.kind === 'grid') return all;
  if (design.kind === 'random') return Math.min(design.count, all);
  return sizes.reduce((sum, size) => sum + size - 1, 1);
}

function cellsOf(vary: Varied, design: Cells): RunSettings[] {
  if (design.kind === 'oneFactor') return oneFactorAtATime(vary);
  const indices = design.kind === 'random' ? drawn(vary, design) : allOf(countCells(vary, design));
  return indices.map(index => cellAt(vary, index));
}

const allOf = (count: number) => Array.from({ length: count }, (_, index) => index);

/**
 * Returns the cell with this index in the grid: one value for each setting. From one cell to the next, the
 * value of the last setting changes fastest.
 */
function cellAt(vary: Varied, index: number): RunSettings {
  const cell: [string, SettingValue][] = [];
  let rest = index;
  for (const [name, values] of Object.entries(vary).reverse()) {
    cell.push([name, values[rest % values.length]]);
    rest = Math.floor(rest / values.length);
  }
  return Object.fromEntries(cell.reverse());
}

/**
 * Draws `count` distinct cells of the grid, without listing the grid. Returns their indices in ascending
 * order.
 */
function drawn(vary: Varied, { count, seed }: Extract<Cells, { kind: 'random' }>): number[] {
  const all = countCells(vary, { kind: 'grid' });
  if (count >= all) return allOf(all);
  const chosen = new Set<number>();
  // Floyd's algorithm: one draw per cell, without replacement.
  for (let last = all - count; last < all; last++) {
    const index = Math.floor(uniform(seed, 'design', 0, last) * (last + 1));
    chosen.add(chosen.has(index) ? last : index);
  }
  return [...chosen].sort((a, b) => a - b);
}

function oneFactorAtATime(vary: Varied): RunSettings[] {
  const first = Object.fromEntries(Object.entries(vary).map(([name, [value]]) => [name, value]));
  const others = Object.entries(vary).flatMap(([name, values]) =>
    values.slice(1).map(value => ({ ...first, [name]: value })),
  );
  return [first, ...others];
}
