import type { CalibrationBin } from '../../protocol/labelFigures';
import type { NumberFormat } from '../format';
import type { Axis, PlotContent } from '../plot/content';
import { type PlotTheme, penOf } from '../plot/theme';
import { ListData } from '../series/listData';
import type { PageTexts } from '../texts';

interface Look {
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly theme: PlotTheme;
}

/**
 * Plots how often predicted labels are correct over their probabilities. Of a well calibrated network, the points are on the
 * dashed diagonal.
 */
export function calibrationPlot(
  bins: readonly CalibrationBin[],
  { texts: { t }, numbers, theme }: Look,
): PlotContent {
  const filled = bins.filter(({ count }) => count > 0);
  const axis = (label: string): Axis => ({
    label,
    kind: 'real',
    logarithmic: false,
    brief: value => numbers.short(value),
    exact: value => numbers.decimal(value, 3),
  });
  const common = { emphasis: undefined };
  return {
    title: t('Calibration'),
    x: axis(t('Probability of the predicted label')),
    y: axis(t('Share of correct labels')),
    curves: [
      {
        ...common,
        label: t('perfectly calibrated'),
        pen: { color: theme.text, dash: [2, 3] },
        style: 'line',
        data: new ListData([0, 1], [0, 1]),
        summary: '',
      },
      {
        ...common,
        label: t('Network'),
        pen: penOf(theme, 0),
        style: 'marked',
        data: new ListData(
          filled.map(({ confidence }) => confidence),
          filled.map(({ accuracy }) => accuracy),
        ),
        summary: filled
          .map(
            ({ confidence, accuracy }) =>
              `${numbers.decimal(confidence, 2)}: ${numbers.decimal(accuracy, 2)}`,
          )
          .join(', '),
      },
    ],
    rules: [],
    marks: [],
  };
}
