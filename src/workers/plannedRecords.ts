import type { Experiment } from '../engine/experiments/experiment';
import type { PlannedRun } from '../engine/experiments/plannedRuns';
import type { PlannedRecord } from '../engine/experiments/runLosses';
import type { RunStore } from '../engine/storage/runs/runStore';

/** A run of an experiment with its id, which is derived from its texts and settings. */
export interface IdentifiedRun extends PlannedRun {
  readonly id: string;
}

/** A run of an experiment with its id and, if the run has been started, its record. */
export interface IdentifiedRecord extends PlannedRecord {
  readonly planned: IdentifiedRun;
}

/**
 * Returns each run with its stored record. Also returns the metrics of each run if `withMetrics` is true. By
 * default, it is true for successive halving, which compares runs by their metrics.
 */
export async function plannedRecords(
  { records, lines }: RunStore,
  { design }: Experiment,
  runs: readonly IdentifiedRun[],
  withMetrics = design.rungs !== undefined,
): Promise<readonly IdentifiedRecord[]> {
  const found = new Map((await records.list(runs.map(({ id }) => id))).map(each => [each.id, each]));
  const described = runs.map(async planned => {
    const record = found.get(planned.id);
    const metrics = record && withMetrics ? (await lines.history(record.id)).metrics : undefined;
    return { planned, record, metrics };
  });
  return Promise.all(described);
}
