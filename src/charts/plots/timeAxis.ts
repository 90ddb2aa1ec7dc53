import type { NumberFormat } from '../format';
import type { Axis } from '../plot/content';
import type { PageTexts } from '../texts';

/** The columns that can be on the x axis, because they increase during training. */
export const timeColumns = ['iteration', 'tokens', 'epoch', 'elapsed'] as const;
export type TimeColumn = (typeof timeColumns)[number];

export function timeLabel(column: TimeColumn, { t }: PageTexts): string {
  switch (column) {
    case 'iteration':
      return t('Iteration');
    case 'tokens':
      return t('Tokens');
    case 'epoch':
      return t('Epochs');
    case 'elapsed':
      return t('Training time');
  }
}

export function timeAxis(
  column: TimeColumn,
  logarithmic: boolean,
  texts: PageTexts,
  numbers: NumberFormat,
): Axis {
  const label = timeLabel(column, texts);
  switch (column) {
    case 'iteration':
    case 'tokens':
      return {
        label,
        logarithmic,
        kind: 'whole',
        brief: v => numbers.short(v),
        exact: v => numbers.whole(v),
      };
    case 'epoch':
      return {
        label,
        logarithmic,
        kind: 'real',
        brief: v => numbers.short(v),
        exact: v => numbers.precise(v, 3),
      };
    case 'elapsed': {
      const duration = (v: number) => numbers.duration(v);
      const unit = texts.t('h:mm:ss');
      return { label, unit, logarithmic, kind: 'time', brief: duration, exact: duration };
    }
  }
}
