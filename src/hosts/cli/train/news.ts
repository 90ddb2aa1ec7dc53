import type { RunEvent } from '../../../protocol/liveSettings';
import type { MetricsBlock, RunRecord, Sample, Validation } from '../../../protocol/run';

/** Who hears of a run while it trains. */
export interface Listener {
  metrics(rows: readonly Row[]): void;
  validation(validation: Validation): void;
  sample(sample: Sample): void;
  /** A setting takes another value. */
  change(event: RunEvent): void;
  /** After every change of its state, and about every second. */
  run(record: RunRecord): void;
}

/** The measurements after an update, by the columns' names. */
export type Row = Readonly<Record<string, number>>;

/** A table's rows; what was not measured is left out. */
export function rowsOf({ columns, values }: MetricsBlock): Row[] {
  const rows: Row[] = [];
  for (let from = 0; from < values.length; from += columns.length) {
    const entries = columns.map((name, c) => [name, values[from + c]] as const);
    rows.push(Object.fromEntries(entries.filter(([, value]) => !Number.isNaN(value))));
  }
  return rows;
}

/** The validation that a row tells of; rows have nats a window of T steps. */
export function validationOf(row: Row, T: number): Validation | undefined {
  const { iteration, validationLoss, validationError } = row;
  if (validationLoss === undefined) return undefined;
  const error = validationError === undefined ? {} : { error: validationError / T };
  return { iteration, loss: validationLoss / T, ...error };
}
