import { type MeasuredCapacity, RANDOM_CAPACITY, UNITS } from '../../protocol/attractors';
import type { PlotLook } from '../experiment/plotLook';
import type { Curve, PlotContent } from '../plot/content';
import { penOf } from '../plot/theme';
import { ListData } from '../series/listData';

/** Returns a plot of the share that is recalled over the number of stored lines, and of random patterns. */
export function capacityPlot(
  { text, random }: MeasuredCapacity,
  stored: number,
  { theme, texts: { t }, numbers }: PlotLook,
): PlotContent {
  const curve = (
    label: string,
    pen: number,
    { points }: MeasuredCapacity['text'],
    value: 'recalled' | 'attended',
  ): Curve => ({
    ...{ label, pen: penOf(theme, pen), style: 'line', emphasis: undefined },
    data: new ListData(
      points.map(({ lines }) => lines),
      points.map(point => point[value]),
    ),
  });
  return {
    title: t('Recall by number of stored lines'),
    x: {
      ...{ label: t('Stored lines'), kind: 'real', logarithmic: false },
      ...{ brief: value => numbers.short(value), exact: value => numbers.whole(value) },
    },
    y: {
      ...{ label: t('Recalled'), kind: 'real', logarithmic: false },
      ...{ brief: value => numbers.wholePercent(value), exact: value => numbers.wholePercent(value) },
    },
    curves: [
      curve(t('Lines of this text'), 0, text, 'recalled'),
      curve(t('Random patterns'), 1, random, 'recalled'),
      curve(t('Lines of this text, one step of attention'), 2, text, 'attended'),
    ],
    rules: [],
    marks: [
      { x: stored, label: t('Stored now'), pen: { color: theme.text } },
      { x: RANDOM_CAPACITY * UNITS, label: '0.138 N', pen: penOf(theme, 1) },
    ],
  };
}
