import * as vscode from 'vscode';
import { megabytes } from '../../common/megabytes';
import { plural } from '../../common/plural';
import { timeText } from '../../common/timeLeft';
import type { ExperimentEstimate } from '../../protocol/experiment';
import { checkTrusted } from '../checkTrusted';
import { commandId } from '../commandId';
import type { Services } from '../core/services';
import { count } from '../format/numbers';
import { showInformation } from '../notify';
import { withProgress } from '../withProgress';
import type { PreparedExperiment } from './activeExperiment';
import type { Experiments } from './experiments';

type Needs = Pick<Services, 'storage' | 'workers'>;

/**
 * Shows how many runs an experiment has, how many of them exist, and how much time and disk space the others
 * need. Throws a UserError if the workspace is not trusted.
 */
export async function dryRun(experiments: Experiments, services: Needs, uri: vscode.Uri): Promise<void> {
  checkTrusted();
  const { t } = vscode.l10n;
  const experiment = await experiments.open(uri);
  const { name, parallel: wanted } = experiment;
  const cores = await services.storage.channel.request('cores', undefined);
  const parallel = Math.min(wanted || cores, cores);
  const estimate = await withProgress(t('Estimating "{0}"', name), signal =>
    estimated(services, { experiment, parallel, signal }),
  );
  if (!estimate) return;
  const run = t('Run Experiment');
  if ((await showInformation(estimateText(name, estimate, parallel), run)) === run)
    await vscode.commands.executeCommand(commandId('runExperiment'), uri);
}

interface Wanted {
  readonly experiment: PreparedExperiment;
  /** Number of runs that train at the same time. */
  readonly parallel: number;
  readonly signal: AbortSignal;
}

/** Estimates the remaining cost of an experiment in a separate worker. Undefined if the user cancels. */
export async function estimated(
  { workers }: Pick<Services, 'workers'>,
  { experiment: { source, runs, texts }, parallel, signal }: Wanted,
): Promise<ExperimentEstimate | undefined> {
  const link = await workers.startTrainer(0, () => undefined);
  signal.addEventListener('abort', () => void link.terminate());
  const ids = runs.map(({ id }) => id);
  try {
    return await link.channel.request('estimate', { source, ids, parallel, ...texts });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    await link.terminate();
  }
}

/** Returns an estimate as sentences. `parallel`: the number of runs that train at the same time. */
export function estimateText(
  name: string,
  { runs, done, failed, dropped, unfinished, seconds, bytes }: ExperimentEstimate,
  parallel: number,
): string {
  const { t } = vscode.l10n;
  const left = runs - done - failed - dropped;
  const time = timeText(seconds);
  return [
    plural(
      runs,
      t('"{0}": {1} run, {2} done.', name, count(runs), count(done)),
      t('"{0}": {1} runs, {2} done.', name, count(runs), count(done)),
    ),
    ...notRepeated(failed),
    ...droppedEarly(dropped),
    ...resumed(unfinished),
    ...(left === 0
      ? []
      : [
          plural(
            left,
            t('The remaining one takes about {0}, and {1} MB on disk.', time, megabytes(bytes)),
            t(
              'The remaining {0} take about {1} with {2} at a time, and {3} MB on disk.',
              ...[count(left), time, count(parallel), megabytes(bytes)],
            ),
          ),
        ]),
  ].join(' ');
}

function notRepeated(failed: number): string[] {
  if (failed === 0) return [];
  const { t } = vscode.l10n;
  const one = t('{0} failed and is not repeated.', count(failed));
  return [plural(failed, one, t('{0} failed and are not repeated.', count(failed)))];
}

function droppedEarly(dropped: number): string[] {
  if (dropped === 0) return [];
  const { t } = vscode.l10n;
  const one = t('{0} was dropped by successive halving.', count(dropped));
  return [plural(dropped, one, t('{0} were dropped by successive halving.', count(dropped)))];
}

function resumed(unfinished: number): string[] {
  if (unfinished === 0) return [];
  const { t } = vscode.l10n;
  const one = t('{0} was started and is resumed.', count(unfinished));
  return [plural(unfinished, one, t('{0} were started and are resumed.', count(unfinished)))];
}
