import { megabytes } from '../../common/megabytes';
import { plural } from '../../common/plural';
import { timeText } from '../../common/timeLeft';
import { estimateExperiment } from '../../engine/experiments/estimateExperiment';
import type { ExperimentEstimate } from '../../protocol/experiment';
import { physicalCores } from '../../workers/threadCount';
import type { Call } from '../command/command';
import { count } from '../format';
import { runsFolder } from '../runs';
import { portsIn } from '../train/ports';
import { type OpenExperiment, recordsOf } from './openExperiment';

/** Estimates the time and the disk space that the remaining runs of an experiment need. Trains no run. */
export async function estimated(
  call: Call,
  open: OpenExperiment,
  parallel: number,
): Promise<ExperimentEstimate> {
  const ports = { ...portsIn(runsFolder(call)), onRead: () => {}, onUpdate: () => {} };
  return estimateExperiment(open.experiment, await recordsOf(call, open), {
    ...{ open: open.open, openValidation: open.openValidation },
    ...{ ports, parallel: Math.min(parallel, physicalCores()) },
  });
}

/** Returns an estimate as text in one or two lines. */
export function estimateText(
  { runs, done, failed, dropped, unfinished, seconds, bytes }: ExperimentEstimate,
  parallel: number,
): string {
  const states = [
    ...(done > 0 ? [`${count(done)} done`] : []),
    ...(failed > 0 ? [`${count(failed)} failed`] : []),
    ...(dropped > 0 ? [`${count(dropped)} dropped`] : []),
    ...(unfinished > 0 ? [`${count(unfinished)} unfinished`] : []),
  ];
  const left = runs - done - failed - dropped;
  const lines = [
    `${count(runs)} ${plural(runs, 'run', 'runs')}${states.length > 0 ? `: ${states.join(', ')}` : ''}.`,
    ...(left > 0
      ? [`About ${timeText(seconds)} with ${parallel} at a time, and ${megabytes(bytes)} MB on disk.`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
