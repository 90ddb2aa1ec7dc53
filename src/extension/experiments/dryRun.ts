import * as vscode from 'vscode';
import { mean } from '../../common/statistics';
import { timeText } from '../../common/timeLeft';
import type { RunManager } from '../core/runManager';
import type { Services } from '../core/services';
import { count } from '../format/numbers';
import { inform } from '../notify';
import type { PreparedExperiment } from './activeExperiment';
import { progressOf } from './experimentProgress';
import type { Experiments } from './experiments';

/**
 * Shows how many runs an experiment has, how many of them exist, and how long the remaining runs will take.
 */
export async function dryRun(
  experiments: Experiments,
  { runManager, storage }: Pick<Services, 'runManager' | 'storage'>,
  uri: vscode.Uri,
): Promise<void> {
  const experiment = await experiments.open(uri);
  const cores = await storage.channel.request('cores', undefined);
  const words = dryRunText(experiment, runManager, cores);
  const run = vscode.l10n.t('Run Experiment');
  if ((await inform(words, run)) === run) await vscode.commands.executeCommand('elman.runExperiment', uri);
}

/**
 * Returns a description of an experiment's runs. `cores`, the number of cores, limits how many runs train at
 * the same time.
 */
export function dryRunText(
  experiment: PreparedExperiment,
  runManager: Pick<RunManager, 'run'>,
  cores: number,
): string {
  const { t } = vscode.l10n;
  const { name, runs, parallel } = experiment;
  const { total, done, failed, training, unfinished, work } = progressOf(
    experiment,
    id => runManager.run(id),
    0,
  );
  const left = total - done - failed;
  const times = runs.flatMap(({ id }) => {
    const record = runManager.run(id);
    return record?.state === 'done' ? [record.elapsed / 1000] : [];
  });
  const seconds = (mean(times) * (total - work)) / Math.max(1, Math.min(parallel || cores, cores));
  return [
    t('"{0}": {1} runs, of which {2} are done.', name, count(total), count(done)),
    ...(failed > 0 ? [t('{0} failed and are not repeated.', count(failed))] : []),
    ...(training + unfinished > 0
      ? [t('{0} were begun and are resumed.', count(training + unfinished))]
      : []),
    ...(left === 0
      ? []
      : times.length === 0
        ? [t('The time is unknown until a run is done.')]
        : [t('The other {0} take about {1}.', count(left), timeText(seconds))]),
  ].join(' ');
}
