import type { Lab } from '../lab/lab';
import type { SettingRanges } from '../training/settingRanges';
import type { TrainCommand } from '../training/trainCommand';
import { Dashboards } from './dashboards';

export function addDashboard(lab: Lab, training: TrainCommand, ranges: SettingRanges): Dashboards {
  const { desk, selection, report, messages } = lab;
  const dashboards = new Dashboards(lab.context.extensionUri, {
    desk,
    selection,
    report,
    defaults: ranges.defaults,
    train: messages.guard(() => training.again()),
  });
  lab.own(dashboards);
  lab.command('openDashboard', () => dashboards.openPanel());
  lab.command('showDashboard', () => dashboards.reveal());
  lab.command('showRun', (id: string) => {
    selection.pick(id);
    return dashboards.reveal();
  });
  return dashboards;
}
