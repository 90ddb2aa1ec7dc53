import type { RunRecord } from '../../protocol/run';
import type { Services } from '../core/services';
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
    train: messages.guard(() => training.again()),
    holdOut: messages.guard((run: RunRecord) => trainHeldOut(run, storage, training)),
  });
  services.own(dashboards);
  services.command('openDashboard', () => dashboards.openPanel());
  services.command('showDashboard', () => dashboards.reveal());
  services.command('showRun', (id: string) => {
    selection.pick(id);
    return dashboards.reveal();
  });
  return dashboards;
}
