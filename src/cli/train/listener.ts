import { perToken } from '../../common/runFigures';
import type { SettingChange } from '../../protocol/liveSettings';
import type { MetricsBlock, RunRecord, Sample, Validation } from '../../protocol/run';
import type { ReadingProgress } from '../../protocol/trainer';

/** Receives the progress of a run while it trains. */
export interface Listener {
  /** Called while a large text is read. */
  reading?(progress: ReadingProgress): void;
  metrics(rows: readonly MetricsRow[]): void;
  validation(validation: Validation): void;
  sample(sample: Sample): void;
  /** Called when a setting changes. */
  setting(change: SettingChange): void;
  /** Called after every change of the run's state, and about once per second. */
  record(record: RunRecord): void;
}

/** The metrics measured at one update, by column name. */
export type MetricsRow = Readonly<Record<string, number>>;

/**
 * Returns the rows of a block, each without the columns that were not measured in it. Keeps a loss that is
 * NaN, because such a loss means that the update failed.
 */
export function rowsOf({ columns, values }: MetricsBlock): MetricsRow[] {
  const rows: MetricsRow[] = [];
  for (let from = 0; from < values.length; from += columns.length) {
    const entries = columns.map((name, c) => [name, values[from + c]] as const);
    const isUpdate = !Number.isNaN(values[from + columns.indexOf('tokens')]);
    const known = entries.filter(([name, value]) => !Number.isNaN(value) || (name === 'loss' && isUpdate));
    rows.push(Object.fromEntries(known));
  }
  return rows;
}

/** Returns the result of the validation in a row of metrics. Undefined if the row contains none. */
export function validationOf(row: MetricsRow, run: Pick<RunRecord, 'settings'>): Validation | undefined {
  const { iteration, validationLoss, validationError } = row;
  if (validationLoss === undefined) return undefined;
  const error = validationError === undefined ? {} : { error: perToken(validationError, run) };
  const { validationAccuracy: accuracy, validationMacroF1: macroF1, validationExact: exact } = row;
  const figures = Object.entries({ accuracy, macroF1, exact }).filter(([, value]) => value !== undefined);
  return { iteration, loss: perToken(validationLoss, run), ...error, ...Object.fromEntries(figures) };
}
