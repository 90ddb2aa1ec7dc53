import * as vscode from 'vscode';
import type { ConfusionCell } from '../../protocol/labelWorker';
import type { RunRecord } from '../../protocol/run';
import { commandId } from '../commandId';
import type { Services } from '../core/services';
import { showExamples } from '../labels/showExamples';
import type { SettingRanges } from '../training/settingRanges';
import type { TrainCommand } from '../training/trainCommand';
import { trainHeldOut } from '../training/trainHeldOut';
import { Dashboards } from './dashboards';

export function addDashboard(services: Services, training: TrainCommand, ranges: SettingRanges): Dashboards {
  const { runManager, selection, storage, report, messages } = services;
  const dashboards = new Dashboards(services.context.extensionUri, {
    runManager,
    selection,
    report,
    defaults: ranges.defaults,
    labelFigures: (id, signal) => services.labelWorker.channel.request('figures', { id }, { signal }),
    translatorFigures: (id, signal) =>
      services.labelWorker.channel.request('translatorFigures', { id }, { signal }),
    showExamples: messages.guard((cell: ConfusionCell) => showExamples(services, cell)),
    trainFurther: async id => vscode.commands.executeCommand(commandId('trainFurther'), id),
    openSample: async () => vscode.commands.executeCommand(commandId('openSample')),
    train: messages.guard(() => training.again()),
    holdOut: messages.guard((run: RunRecord) => trainHeldOut(run, storage, training)),
  });
  services.own(dashboards);
  services.command('openSettings', () =>
    vscode.commands.executeCommand('workbench.action.openSettings', '@ext:elman-lab.elman-lab'),
  );
  services.command('openDashboard', () => dashboards.openPanel());
  services.command('showDashboard', () => dashboards.reveal());
  return dashboards;
}
