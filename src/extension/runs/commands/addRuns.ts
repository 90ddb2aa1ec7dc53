import type { Lab } from '../../lab/lab';
import type { ModelCommands } from '../../models/modelCommands';
import { isModel, isRun, type TreeEntry } from '../../models/shelfTree';
import type { ModelPicker } from '../../reading/modelPicker';
import type { RunSetup } from '../../training/runSetup';
import type { SettingRanges } from '../../training/settingRanges';
import type { TrainCommand } from '../../training/trainCommand';
import { lowerRate } from '../failures';
import { compareRuns } from './compareRuns';
import { DuplicateCommand } from './duplicateCommand';
import { LabelCommands } from './labelCommands';
import type { RunPicker } from './pickRun';
import { Removal } from './removal';
import { RunCommands } from './runCommands';

interface Needs {
  readonly picker: RunPicker;
  readonly models: ModelCommands;
  readonly modelPicker: ModelPicker;
  readonly training: TrainCommand;
  readonly setup: RunSetup;
  readonly ranges: SettingRanges;
  readonly openPanel: () => void;
}

/** What is done with runs, most of it from the tree, where models stand beside them. */
export function addRuns(
  lab: Lab,
  { picker, models, modelPicker, training, setup, ranges, openPanel }: Needs,
): void {
  const { desk, shelf, library, selection, activeModel, documents, messages, runsFolder } = lab;
  const runs = new RunCommands(desk, picker, activeModel, modelPicker, documents, ranges, runsFolder);
  const labels = new LabelCommands(desk, picker);
  const removal = new Removal(desk, shelf, picker, messages);
  const duplicating = new DuplicateCommand(picker, library, setup, training);

  lab.command('pauseRun', (id?: string) => runs.pause(id));
  lab.command('resumeRun', (id?: string) => runs.resume(id));
  lab.command('stopRun', (id?: string) => runs.stop(id));
  lab.command('sampleNow', (id?: string) => runs.sampleNow(id));
  lab.command('setLearningRate', (id?: string) => runs.changeSetting('training.learningRate', id));
  lab.command('setGradientClip', (id?: string) => runs.changeSetting('training.gradientClip', id));
  lab.command('setSnapshotInterval', (id?: string) => runs.changeSetting('snapshot.interval', id));
  lab.command('useCheckpoint', (id?: string) => runs.useCheckpoint(id));
  lab.command('duplicateRun', (id?: string) => duplicating.run(id));
  lab.command('tagRuns', (id?: string, all?: unknown) => labels.tag(id, all));
  lab.command('starRuns', (id?: string, all?: unknown) => labels.star(true, id, all));
  lab.command('unstarRuns', (id?: string, all?: unknown) => labels.star(false, id, all));
  lab.command('compareRuns', (id?: string, all?: unknown) =>
    compareRuns(picker, selection, openPanel, id, all),
  );
  lab.command('undoDeleteRun', () => removal.undo());
  lab.command('restoreRuns', () => removal.restore());
  lab.command('deleteRun', (it?: TreeEntry, all?: unknown) => removal.remove(it, all));
  lab.command('useModel', (it?: TreeEntry) => (isModel(it) ? models.use(it) : runs.use(it)));
  lab.command('openRunFolder', (it?: TreeEntry) =>
    isModel(it) ? models.openFolder(it) : runs.openFolder(it),
  );
  lab.command('renameRun', (it?: TreeEntry) => {
    const [first] = picker.named(it, undefined);
    return isModel(first) ? models.rename(first) : labels.rename(isRun(first) ? first : undefined);
  });

  lab.own(
    desk.onDidFail(run => {
      const { id, name, failure } = run;
      if (failure) messages.reportFailure(name, failure, lowerRate(run), rate => desk.resume(id, rate));
    }),
    desk.onDidWarn(warning => messages.warn(warning)),
    desk.onDidLose(({ run, reason }) => messages.reportLoss(run.name, reason, () => desk.resume(run.id))),
  );
}
