import type { RunEvent } from '../../protocol/liveSettings';
import type { MetricsBlock, RunRecord, Sample, Validation } from '../../protocol/run';

/** Who hears of a run while it trains. */
export interface Listener {
  metrics(rows: readonly MetricsRow[]): void;
  validation(validation: Validation): void;
  sample(sample: Sample): void;
  /** A setting takes another value. */
  change(event: RunEvent): void;
  /** After every change of its state, and about every second. */
  run(record: RunRecord): void;
}

/** The measurements after an update, by the columns' names. */
export type MetricsRow = Readonly<Record<string, number>>;

/** A table's rows. What was not measured is left out; the loss of an update that failed is there, also where it is NaN. */
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

/** The validation that a row tells of; rows have nats a window of T steps. */
export function validationOf(row: MetricsRow, T: number): Validation | undefined {
  const { iteration, validationLoss, validationError } = row;
  if (validationLoss === undefined) return undefined;
  const error = validationError === undefined ? {} : { error: validationError / T };
  return { iteration, loss: validationLoss / T, ...error };
}
