import { differingTraits, traitNames, traitOf } from '../../common/differingTraits';
import { isLanguageModel } from '../../common/runTask';
import type { SettingValue } from '../../protocol/run';
import type { NumberFormat } from '../format';
import type { RunData } from '../runs/runData';
import type { SeriesStore } from '../series/seriesStore';
import type { PageTexts } from '../texts';
import {
  bestAmong,
  isValidated,
  type Metric,
  metricsOf,
  type Summary,
  summaries,
  summarise,
} from './metrics';

/** A column of the table of runs. */
export interface Column {
  readonly key: string;
  readonly label: string;
  readonly kind: 'setting' | 'metric';
  value(run: RunData): SettingValue;
  text(run: RunData): string;
  /** Whether lower or higher values of the column are better. Undefined if neither is, as for settings. */
  readonly better?: 'less' | 'more';
}

/** The columns shown by default: the most informative metrics of a training. */
export const usualMetrics: readonly string[] = [
  'loss last',
  'loss best',
  'accuracy best',
  'macroF1 best',
  'validation best',
  'validationPerplexity best',
  'speed last',
  'started',
];

/** Returns a column for each setting in which the runs differ or, if `all` is true, for every setting. */
export function settingColumns(runs: readonly RunData[], all: boolean): Column[] {
  const records = runs.map(({ record }) => record);
  return (all ? traitNames : differingTraits)(records).map(name => ({
    key: `setting ${name}`,
    label: name,
    kind: 'setting',
    value: ({ record }) => traitOf(record, name),
    text: ({ record }) => String(traitOf(record, name)),
  }));
}

/** Returns the column of the notes on runs. Empty if no run has a note. */
export function noteColumns(runs: readonly RunData[], { t }: PageTexts): Column[] {
  const noteOf = ({ record: { note = '' } }: RunData) => note;
  if (runs.every(run => noteOf(run) === '')) return [];
  return [{ key: 'note', label: t('Note'), kind: 'setting', value: noteOf, text: noteOf }];
}

/** What is needed to compute and format the metrics of runs. */
interface MetricContext {
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly series: SeriesStore;
}

/** The metrics that describe predicted tokens. Only language models have them. */
const ofTokens: readonly string[] = ['perplexity', 'bits', 'validationPerplexity', 'validationBits'];

/**
 * Returns the columns of the metrics that at least one run measured. Each metric has one column per summary:
 * its last, best, minimum and maximum value.
 */
export function metricColumns(runs: readonly RunData[], { texts, numbers, series }: MetricContext): Column[] {
  const names: Record<Summary, string> = {
    last: texts.t('last'),
    best: texts.t('best'),
    minimum: texts.t('minimum'),
    maximum: texts.t('maximum'),
  };
  const isOfTokens = runs.some(({ record }) => isLanguageModel(record));
  const isMeasured = ({ key, column }: Metric) =>
    runs.some(({ table }) => table.names.includes(column)) && (isOfTokens || !ofTokens.includes(key));
  const measuredBy = (run: RunData, metric: Metric, summary: Summary) =>
    ofTokens.includes(metric.key) && !isLanguageModel(run.record)
      ? Number.NaN
      : summarise(run, metric, summary, series);
  const iteration: Column = {
    key: 'iteration',
    label: texts.t('Iteration'),
    kind: 'metric',
    value: ({ record }) => record.iteration,
    text: ({ record }) => numbers.whole(record.iteration),
  };
  const started: Column = {
    key: 'started',
    label: texts.t('Started'),
    kind: 'metric',
    value: ({ record }) => Date.parse(record.createdAt),
    text: ({ record }) => numbers.moment(Date.parse(record.createdAt)),
  };
  const measured = metricsOf(texts)
    .filter(isMeasured)
    .flatMap(metric =>
      summaries.map(
        (summary): Column => ({
          key: `${metric.key} ${summary}`,
          label: `${metric.label} · ${names[summary]}`,
          kind: 'metric',
          better: metric.better,
          value: run => measuredBy(run, metric, summary),
          text: run => {
            const value = numbers.precise(measuredBy(run, metric, summary));
            return isValidated(metric) && run.record.validationText?.unknown ? `${value} *` : value;
          },
        }),
      ),
    );
  return [iteration, ...measured, started];
}

/** The key of the column by which runs are sorted, and the direction. */
export interface Order {
  readonly key: string;
  readonly descending: boolean;
}

/** Sorts runs by a column. Runs without a value (NaN) come last. */
export function sorted(
  runs: readonly RunData[],
  columns: readonly Column[],
  order: Order | undefined,
): readonly RunData[] {
  const column = columns.find(({ key }) => key === order?.key);
  if (!column || !order) return runs;
  const sign = order.descending ? -1 : 1;
  return [...runs].sort((a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    const missing = Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return missing !== 0 ? missing : sign * compareValues(x, y);
  });
}

/** Compares numbers by size and texts alphabetically, for sorting in ascending order. */
export function compareValues(a: SettingValue, b: SettingValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}

/**
 * Returns the best value of a column among the runs. Undefined if all values are equal, or if neither lower
 * nor higher values of this column are better.
 */
export function bestOf(runs: readonly RunData[], { better, value }: Column): SettingValue | undefined {
  if (!better) return undefined;
  return bestAmong(
    runs.map(value).filter(each => typeof each === 'number'),
    better,
  );
}
