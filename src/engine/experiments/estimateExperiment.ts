import { hasEnded } from '../../common/hasEnded';
import type { ExperimentEstimate } from '../../protocol/experiment';
import type { RunSource } from '../train/firstReading';
import { measureTraining, type TrainingCost } from '../train/measureTraining';
import type { SessionPorts } from '../train/ports';
import { estimateOf } from './estimate';
import type { Experiment } from './experiment';
import type { PhasedSource } from './phasedText';
import type { PlannedRun } from './plannedRuns';
import type { PlannedRecord } from './runLosses';

/** Maximum number of conditions whose cost is measured. */
const MEASURED = 8;

export interface MeasuringParams {
  readonly ports: SessionPorts;
  /** Opens the text of a run. */
  open(run: PlannedRun): Promise<PhasedSource>;
  openValidation(): Promise<RunSource | undefined>;
  /** Number of runs that train at the same time. */
  readonly parallel: number;
}

/**
 * Estimates the remaining cost of an experiment. Measures the cost of some conditions by training a run of
 * each for a moment, without storing anything.
 */
export async function estimateExperiment(
  experiment: Experiment,
  records: readonly PlannedRecord[],
  { ports, open, openValidation, parallel }: MeasuringParams,
): Promise<ExperimentEstimate> {
  const left = records.filter(({ record }) => !hasEnded(record));
  const costs = new Map<number, TrainingCost>();
  for (const { planned } of spread(left)) {
    const [text, validationText] = [await open(planned), await openValidation()];
    const { task, settings } = planned;
    const cost = await measureTraining(ports, { task, settings, text, validationText });
    for (const run of left)
      if (run.planned.condition === planned.condition) costs.set(run.planned.index, cost);
  }
  return estimateOf(experiment, records, costs, parallel);
}

/**
 * Returns one run of each condition. If there are more than `MEASURED` conditions, chooses evenly spaced
 * ones.
 */
function spread(runs: readonly PlannedRecord[]): readonly PlannedRecord[] {
  const firsts = [...new Map(runs.map(run => [run.planned.condition, run])).values()];
  const step = Math.max(1, firsts.length / MEASURED);
  return Array.from({ length: Math.min(MEASURED, firsts.length) }, (_, i) => firsts[Math.floor(i * step)]);
}
