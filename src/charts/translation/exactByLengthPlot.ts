import type { LengthFigures } from '../../protocol/translationFigures';
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

/** A run's shares of exact targets by the length of the source. */
export interface ExactByLength {
  readonly name: string;
  /** Index of the colour of the run. */
  readonly color: number;
  readonly byLength: readonly LengthFigures[];
}

/** Plots, for each run, the share of exact targets over the length of the source. */
export function exactByLengthPlot(
  runs: readonly ExactByLength[],
  { texts: { t }, numbers, theme }: Look,
): PlotContent {
  const axis = (label: string): Axis => ({
    label,
    kind: 'real',
    logarithmic: false,
    brief: value => numbers.short(value),
    exact: value => numbers.decimal(value, 2),
  });
  return {
    title: t('Exact targets by length of the source'),
    x: axis(t('Symbols of the source')),
    y: axis(t('Share of exact targets')),
    curves: runs.map(({ name, color, byLength }) => ({
      emphasis: undefined,
      label: name,
      pen: penOf(theme, color),
      style: 'marked',
      data: new ListData(
        byLength.map(middleOf),
        byLength.map(({ exact }) => exact),
      ),
      summary: byLength
        .map(({ from, to, exact }) => `${from}–${to}: ${numbers.decimal(100 * exact, 0)}%`)
        .join(', '),
    })),
    rules: [],
    marks: [],
  };
}

const middleOf = ({ from, to }: LengthFigures) => (from + to) / 2;
