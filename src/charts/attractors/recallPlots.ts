import { oneLine } from '../../common/harmlessText';
import { type RecallStep, UNITS } from '../../protocol/attractors';
import type { PlotLook } from '../experiment/plotLook';
import type { Axis, Curve, EventMark, PlotContent } from '../plot/content';
import { penOf } from '../plot/theme';
import { ListData } from '../series/listData';

/** A recall to be drawn, and the step that is shown. */
export interface DrawnRecall {
  readonly steps: readonly RecallStep[];
  readonly shown: number;
  readonly lines: readonly string[];
  /** Index of the line that is recalled, and of the line nearest to the end. */
  readonly line: number;
  readonly nearest: number;
}

/** Returns a plot of the energy after each step of a recall. */
export function energyPlot(recall: DrawnRecall, look: PlotLook): PlotContent {
  const { theme, texts, numbers } = look;
  const { t } = texts;
  const data = new ListData(
    sweepsOf(recall),
    recall.steps.map(({ energy }) => energy),
  );
  return {
    title: t('Energy'),
    x: sweepAxis(look),
    y: {
      ...{ label: t('Energy'), kind: 'real', logarithmic: false },
      ...{ brief: value => numbers.short(value), exact: value => numbers.whole(value) },
    },
    curves: [{ label: t('Energy'), pen: penOf(theme, 0), style: 'line', emphasis: undefined, data }],
    rules: [],
    marks: [shownMark(recall, look)],
  };
}

/**
 * Returns a plot of the number of bits in which each step differs from every stored line. The line that is recalled and the one
 * that is nearest to the end have names; the others are pale.
 */
export function distancePlot(recall: DrawnRecall, look: PlotLook): PlotContent {
  const { theme, texts, numbers } = look;
  const { t } = texts;
  const x = sweepsOf(recall);
  const curves = recall.lines.map((text, i): Curve => {
    const named = i === recall.line ? 0 : i === recall.nearest ? 1 : undefined;
    return {
      label: oneLine(t('Line {0}: {1}', numbers.whole(i + 1), text)),
      pen: penOf(theme, named ?? 2),
      style: named === undefined ? 'raw' : 'line',
      emphasis: undefined,
      data: new ListData(
        x,
        recall.steps.map(({ distances }) => distances[i]),
      ),
    };
  });
  return {
    title: t('Distance to the stored lines'),
    x: sweepAxis(look),
    y: {
      ...{ label: t('Bits that differ'), kind: 'real', logarithmic: false },
      ...{ brief: value => numbers.short(value), exact: value => numbers.whole(value) },
    },
    curves,
    rules: [],
    marks: [shownMark(recall, look)],
  };
}

const sweepsOf = ({ steps }: DrawnRecall) => steps.map(({ updates }) => updates / UNITS);

const sweepAxis = ({ texts: { t }, numbers }: PlotLook): Axis => ({
  ...{ label: t('Sweeps over all units'), kind: 'real', logarithmic: false },
  ...{ brief: value => numbers.short(value), exact: value => numbers.precise(value) },
});

const shownMark = ({ steps, shown }: DrawnRecall, { theme, texts: { t } }: PlotLook): EventMark => ({
  x: steps[shown].updates / UNITS,
  label: t('Step shown'),
  pen: { color: theme.text },
});
