import { hasEnded } from '../../common/hasEnded';
import { timeText } from '../../common/timeLeft';
import { type Estimate, estimateOf } from '../../engine/experiments/estimate';
import { measureTraining, type TrainingCost } from '../../engine/train/measureTraining';
import type { IdentifiedRecord } from '../../workers/plannedRecords';
import { physicalCores } from '../../workers/threadCount';
import type { Call } from '../command/command';
import { count } from '../format';
import { runsFolder } from '../runs';
import { portsIn } from '../train/ports';
import { type OpenExperiment, recordsOf } from './openExperiment';

/** Maximum number of conditions for which the duration of a training is measured. */
const MEASURED = 8;

/**
 * Estimates the time and the disk space that the remaining runs of an experiment need. Measures some of the
 * conditions for a moment, without training a run.
 */
export async function estimated(call: Call, open: OpenExperiment, parallel: number): Promise<Estimate> {
  const records = await recordsOf(call, open);
  const left = records.filter(({ record }) => !hasEnded(record));
  const costs = new Map<number, TrainingCost>();
  const ports = { ...portsIn(runsFolder(call)), onRead: () => {}, onUpdate: () => {} };
  for (const { planned } of spread(left)) {
    const cost = await measureTraining(
      ports,
      planned.settings,
      await open.open(planned),
      await open.openValidation(),
    );
    for (const run of left)
      if (run.planned.condition === planned.condition) costs.set(run.planned.index, cost);
  }
  return estimateOf(open.experiment, records, costs, Math.min(parallel, physicalCores()));
}

/**
 * Returns one run of each condition. If there are more than `MEASURED` conditions, returns runs of this
 * number of evenly distributed conditions.
 */
function spread(runs: readonly IdentifiedRecord[]): readonly IdentifiedRecord[] {
  const firsts = [...new Map(runs.map(run => [run.planned.condition, run])).values()];
  const step = Math.max(1, firsts.length / MEASURED);
  return Array.from({ length: Math.min(MEASURED, firsts.length) }, (_, i) => firsts[Math.floor(i * step)]);
}

/** Returns an estimate as text in one or two lines. */
export function inWords(
  { runs, done, failed, unfinished, seconds, bytes }: Estimate,
  parallel: number,
): string {
  const states = [
    ...(done > 0 ? [`${count(done)} done`] : []),
    ...(failed > 0 ? [`${count(failed)} failed`] : []),
    ...(unfinished > 0 ? [`${count(unfinished)} unfinished`] : []),
  ];
  const left = runs - done - failed;
  const lines = [
    `${count(runs)} ${runs === 1 ? 'run' : 'runs'}${states.length > 0 ? `: ${states.join(', ')}` : ''}.`,
    ...(left > 0
      ? [`About ${timeText(seconds)} with ${parallel} at a time, and ${megabytes(bytes)} on disk.`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
