import { asMeasured, lossUnits } from '../runs/lossEstimate';
import type { RunData } from '../runs/runData';
import { lastKnown } from '../series/reduce';
import type { SeriesStore } from '../series/seriesStore';
import type { PageTexts } from '../texts';

/** The summaries of a metric that can be compared. */
export const summaries = ['last', 'best', 'minimum', 'maximum'] as const;
export type Summary = (typeof summaries)[number];

/** A quantity by which runs can be compared. */
export interface Metric {
  readonly key: string;
  readonly label: string;
  readonly column: string;
  readonly better: 'less' | 'more';
  /**
   * Converts a value from the unit of the column to the unit of the metric. Must be monotonically increasing,
   * because minima and maxima are found before the conversion.
   */
  readonly unit: (value: number, run: RunData) => number;
}

const { token, perplexity, bits } = lossUnits;
const same = (value: number) => value;

/**
 * Returns all metrics. The training losses are the moving averages in the column `smoothLoss`, which the run
 * records itself.
 */
export function metricsOf({ t }: PageTexts): Metric[] {
  const validation = (label: string) => `${t('Validation')} · ${label}`;
  const loss = { column: 'smoothLoss', better: 'less' } as const;
  const validated = { column: 'validationLoss', better: 'less' } as const;
  const accuracy = { column: 'validationAccuracy', better: 'more' } as const;
  const exact = { column: 'validationExact', better: 'more' } as const;
  const macroF1 = { column: 'validationMacroF1', better: 'more' } as const;
  return [
    { ...loss, key: 'loss', label: t('Loss'), unit: token },
    { ...loss, key: 'perplexity', label: t('Training perplexity'), unit: perplexity },
    { ...loss, key: 'bits', label: t('Bits'), unit: bits },
    { ...validated, key: 'validation', label: validation(t('Loss')), unit: token },
    { ...validated, key: 'validationPerplexity', label: validation(t('Perplexity')), unit: perplexity },
    { ...validated, key: 'validationBits', label: validation(t('Bits')), unit: bits },
    { ...accuracy, key: 'accuracy', label: validation(t('Accuracy')), unit: same },
    { ...exact, key: 'exact', label: validation(t('Exact targets')), unit: same },
    { ...macroF1, key: 'macroF1', label: validation(t('macro-F1')), unit: same },
    { key: 'norm', label: t('Gradient norm'), column: 'norm', better: 'less', unit: same },
    { key: 'speed', label: t('Tokens/s'), column: 'tokensPerSecond', better: 'more', unit: same },
  ];
}

/** Returns whether the metric is measured on the validation text. */
export const isValidated = ({ column }: Metric) => column === 'validationLoss';

/** Returns a summary of a run's metric, in the metric's unit. NaN if the run never measured it. */
export function summarise(run: RunData, metric: Metric, summary: Summary, store: SeriesStore): number {
  const options = { x: 'iteration', columns: [metric.column], smoothing: 0 };
  const series = store.get(run.table, 'summary', options);
  const { y } = series;
  const row = () => {
    if (summary === 'last') return lastKnown(y);
    const { lowRow, highRow } = series.extremesBetween(0, y.length);
    const isLow = summary === 'minimum' || (summary === 'best' && metric.better === 'less');
    return isLow ? lowRow : highRow;
  };
  const found = row();
  if (found < 0) return Number.NaN;
  return metric.unit(recorded[metric.column]?.(run, summary) ?? y[found], run);
}

/**
 * Functions that return a loss from the run's record, by the loss's column. The record is preferred to the
 * table of metrics, which has rows only for some iterations, and because the tree and the status bar show the
 * record, too. After a failure, the record describes the checkpoint to which the run returned, whereas the
 * table still has later rows.
 */
const recorded: Readonly<Record<string, (run: RunData, summary: Summary) => number | undefined>> = {
  smoothLoss({ record }, summary) {
    if (summary === 'last') return record.smoothLoss;
    return summary === 'maximum' ? undefined : record.bestLoss;
  },
  validationLoss({ record }, summary) {
    const found = summary === 'maximum' ? undefined : record.validation;
    return found && asMeasured(summary === 'last' ? found.last : found.best, record).value;
  },
};

/**
 * Returns the best of the values that are not NaN. Undefined if there are none, or if all of them are equal,
 * so that none is better.
 */
export function bestAmong(values: readonly number[], better: Metric['better']): number | undefined {
  const measured = values.filter(value => !Number.isNaN(value));
  const best = better === 'less' ? Math.min(...measured) : Math.max(...measured);
  return measured.some(value => value !== best) ? best : undefined;
}
