import { fullName } from '../../../common/runNames';
import type { Services } from '../../core/services';
import type { ModelCommands } from '../../models/modelCommands';
import { isModel, isRun, type TreeEntry } from '../../models/runAndModelTree';
import type { ModelPicker } from '../../reading/modelPicker';
import type { RunSetup } from '../../training/runSetup';
import type { SettingRanges } from '../../training/settingRanges';
import type { TrainCommand } from '../../training/trainCommand';
import { lowerRate } from '../failures';
import { compareRuns, compareWith } from './compareRuns';
import { DuplicateCommand } from './duplicateCommand';
import { FurtherCommand } from './furtherCommand';
import { LabelCommands } from './labelCommands';
import type { RunPicker } from './pickRun';
import { RunCommands } from './runCommands';
import { SeedsCommand } from './seedsCommand';
import { TrashCommands } from './trashCommands';

interface Needs {
  readonly picker: RunPicker;
  readonly models: ModelCommands;
  readonly modelPicker: ModelPicker;
  readonly training: TrainCommand;
  readonly setup: RunSetup;
  readonly ranges: SettingRanges;
  readonly openPanel: () => void;
  readonly reveal: () => Promise<void>;
}

/**
 * Registers the commands for runs. Most of them are in menus of the tree, where some also apply to models.
 */
export function addRuns(
  services: Services,
  { picker, models, modelPicker, training, setup, ranges, openPanel, reveal }: Needs,
) {
  const { runManager, queue, modelRegistry, storedComparisons, storage, selection, messages } = services;
  const show = (id: string) => {
    selection.pick(id);
    return reveal();
  };
  const runs = new RunCommands(services, { picker, models: modelPicker, ranges });
  const labels = new LabelCommands(runManager, picker);
  const removal = new TrashCommands(runManager, modelRegistry, storedComparisons, picker, messages);
  const further = new FurtherCommand(runManager, picker, ranges, show);
  const seeds = new SeedsCommand(services, picker, training, openPanel);
  const duplicating = new DuplicateCommand(picker, storage, setup, training);

  services.command('pauseRun', (id?: string) => runs.pause(id));
  services.command('resumeRun', (id?: string) => runs.resume(id));
  services.command('stopRun', (id?: string) => runs.stop(id));
  services.command('sampleNow', (id?: string) => runs.sampleNow(id));
  services.command('setLearningRate', (id?: string) => runs.changeSetting('training.learningRate', id));
  services.command('setGradientClip', (id?: string) => runs.changeSetting('training.gradientClip', id));
  services.command('setSnapshotInterval', (id?: string) => runs.changeSetting('snapshot.interval', id));
  services.command('useCheckpoint', (id?: string) => runs.useCheckpoint(id));
  services.command('trainFurther', (id?: string) => further.run(id));
  services.command('trainSeeds', (id?: string, all?: unknown) => seeds.run(id, all));
  services.command('showRun', (id: string) => show(id));
  services.command('compareWith', (id: string) => compareWith(runManager, selection, openPanel, id));
  services.command('duplicateRun', (id?: string) => duplicating.run(id));
  services.command('tagRuns', (id?: string, all?: unknown) => labels.tag(id, all));
  services.command('editNote', (id?: string) => labels.note(id));
  services.command('starRuns', (id?: string, all?: unknown) => labels.star(true, id, all));
  services.command('unstarRuns', (id?: string, all?: unknown) => labels.star(false, id, all));
  services.command('compareRuns', (id?: string, all?: unknown) =>
    compareRuns(picker, selection, openPanel, id, all),
  );
  services.command('undoDeleteRun', () => removal.undo());
  services.command('restoreRuns', () => removal.restore());
  services.command('deleteRun', (it?: TreeEntry, all?: unknown) => removal.remove(it, all));
  services.command('useModel', (it?: TreeEntry) => (isModel(it) ? models.use(it) : runs.use(it)));
  services.command('openRunFolder', (it?: TreeEntry) =>
    isModel(it) ? models.openFolder(it) : runs.openFolder(it),
  );
  services.command('renameRun', async (it?: TreeEntry) => {
    const [first] = await picker.named(it, undefined);
    return isModel(first) ? models.rename(first) : labels.rename(isRun(first) ? first : undefined);
  });

  services.own(
    runManager.onDidFail(run => {
      const { id, failure } = run;
      if (failure && !queue.isQuiet(id))
        messages.reportFailure(fullName(run), failure, lowerRate(run), learningRate =>
          runManager.resume(id, { learningRate }),
        );
    }),
    runManager.onDidWarn(warning => messages.warn(warning)),
    runManager.onDidLose(({ run, reason }) =>
      messages.reportLoss(fullName(run), reason, () => runManager.resume(run.id)),
    ),
  );
  return { further, seeds };
}
