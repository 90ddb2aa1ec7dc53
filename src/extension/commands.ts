import * as vscode from 'vscode';
import { MAX_SHOWN } from '../protocol/dashboard';
import type { CheckCommand } from './checking/checkCommand';
import type { Dashboards } from './dashboard/dashboards';
import type { ExportCommands } from './export/exportCommands';
import type { Heatmap } from './heatmap/heatmap';
import { chooseMode } from './heatmap/modeCommand';
import type { Messages } from './messages';
import type { MixCommand } from './models/mixCommand';
import type { ModelCommands } from './models/modelCommands';
import type { NgramCommand } from './models/ngramCommand';
import { ShelfItem } from './models/shelfTree';
import type { ModelPicker } from './reading/modelPicker';
import type { CompareCommand } from './reading/report/compareCommand';
import type { ScoreCommand } from './reading/report/scoreCommand';
import type { LabelCommands } from './runs/commands/labelCommands';
import type { RunPicker } from './runs/commands/pickRun';
import type { Removal } from './runs/commands/removal';
import type { RunCommands } from './runs/commands/runCommands';
import type { Selection } from './runs/selection';
import type { RunFilter } from './runs/tree/runFilter';
import type { DuplicateCommand } from './training/duplicateCommand';
import type { TrainCommand } from './training/trainCommand';
import type { SampleText } from './walkthrough/sampleText';
import type { Walkthrough } from './walkthrough/walkthrough';
import type { ContinueCommand } from './writing/continueCommand';

/** Everything that a command can ask for. */
export interface CommandParts {
  readonly training: TrainCommand;
  readonly scoring: ScoreCommand;
  readonly comparing: CompareCommand;
  readonly continuing: ContinueCommand;
  readonly heatmap: Heatmap;
  readonly checking: CheckCommand;
  readonly dashboards: Dashboards;
  readonly selection: Selection;
  readonly runs: RunCommands;
  readonly labels: LabelCommands;
  readonly picker: RunPicker;
  readonly filter: RunFilter;
  readonly removal: Removal;
  readonly ngrams: NgramCommand;
  readonly mixing: MixCommand;
  readonly models: ModelCommands;
  readonly modelPicker: ModelPicker;
  readonly duplicating: DuplicateCommand;
  readonly exporting: ExportCommands;
  readonly walkthrough: Walkthrough;
  readonly sampleText: SampleText;
}

/** Every command of `package.json`, by its name: what goes wrong in one is shown. */
export function registerCommands(parts: CommandParts, messages: Messages): vscode.Disposable[] {
  const {
    training,
    scoring,
    comparing,
    continuing,
    heatmap,
    checking,
    dashboards,
    selection,
    runs,
    labels,
    picker,
    filter,
    removal,
    ngrams,
    mixing,
    models,
    modelPicker,
    duplicating,
    exporting,
    walkthrough,
    sampleText,
  } = parts;
  const command = <A extends unknown[]>(name: string, action: (...args: A) => unknown) =>
    vscode.commands.registerCommand(`elman.${name}`, messages.guard(action));
  return [
    command('trainOnFile', (text?: vscode.Uri) => training.run(text)),
    command('trainWith', (text?: vscode.Uri) => training.runWith(text)),
    command('trainAnother', (text: vscode.Uri) => training.train(text)),
    command('scoreSelection', () => scoring.run()),
    command('openReport', () => scoring.openReport()),
    command('compareModels', () => comparing.run()),
    command('continueHere', () => continuing.run()),
    command('stopWriting', () => continuing.stop()),
    command('showHeatmap', () => heatmap.showActive()),
    command('hideHeatmap', () => heatmap.hideActive()),
    command('heatmapMode', () => chooseMode()),
    command('checkGradients', () => checking.run()),
    command('openDashboard', () => dashboards.openPanel()),
    command('showDashboard', () => dashboards.reveal()),
    command('showRun', (id: string) => {
      selection.pick(id);
      return dashboards.reveal();
    }),
    command('pauseRun', (id?: string) => runs.pause(id)),
    command('resumeRun', (id?: string) => runs.resume(id)),
    command('stopRun', (id?: string) => runs.stop(id)),
    command('sampleNow', (id?: string) => runs.sampleNow(id)),
    command('setLearningRate', (id?: string) => runs.changeSetting('training.learningRate', id)),
    command('setGradientClip', (id?: string) => runs.changeSetting('training.gradientClip', id)),
    command('setSnapshotInterval', (id?: string) => runs.changeSetting('snapshot.interval', id)),
    command('tagRuns', (id?: string, all?: unknown) => labels.tag(id, all)),
    command('starRuns', (id?: string, all?: unknown) => labels.star(true, id, all)),
    command('unstarRuns', (id?: string, all?: unknown) => labels.star(false, id, all)),
    command('compareRuns', (id?: string, all?: unknown) => compareRuns(parts, id, all)),
    command('filterRuns', () => filter.ask()),
    command('clearRunFilter', () => filter.set('')),
    command('undoDeleteRun', () => removal.undo()),
    command('restoreRuns', () => removal.restore()),
    command('trainNgram', (text?: vscode.Uri) => ngrams.run(text)),
    command('mixModels', (it?: TreeItem, all?: unknown) => mixing.run(idsOf(it, all))),
    command('saveArpa', (item: ShelfItem) => models.saveArpa(item)),
    command('useModel', (it?: string | ShelfItem) => (isModel(it) ? models.use(it) : runs.use(it))),
    command('useCheckpoint', (id?: string) => runs.useCheckpoint(id)),
    command('chooseModel', () => modelPicker.choose()),
    command('openModelFile', (file?: vscode.Uri) => modelPicker.openFile(file)),
    command('renameRun', (it?: TreeItem) => {
      const [first] = picker.named(it, undefined);
      return isModel(first) ? models.rename(first) : labels.rename(isRun(first) ? first : undefined);
    }),
    command('duplicateRun', (id?: string) => duplicating.run(id)),
    command('exportCsv', (it?: TreeItem, all?: unknown) => exporting.csv(it, all)),
    command('exportTensorBoard', (it?: TreeItem, all?: unknown) => exporting.tensorBoard(it, all)),
    command('saveReport', (it?: TreeItem, all?: unknown) => exporting.report(it, all)),
    command('copyCommandLine', (it?: TreeItem, all?: unknown) => exporting.copyCommandLine(it, all)),
    command('getStarted', () => walkthrough.open()),
    command('openSample', () => sampleText.open()),
    command('trainLogistic', () => walkthrough.train('logistic')),
    command('trainTanh', () => walkthrough.train('tanh')),
    command('readSample', () => sampleText.read()),
    command('compareLastRuns', () => walkthrough.compareLastTwo()),
    command('deleteRun', (it?: TreeItem, all?: unknown) => removal.remove(it, all)),
    command('openRunFolder', (it?: string | ShelfItem) =>
      isModel(it) ? models.openFolder(it) : runs.openFolder(it),
    ),
  ];
}

/** Those that a menu names, or that the person picks, side by side. */
async function compareRuns(
  { picker, selection, dashboards }: CommandParts,
  id: string | undefined,
  all: unknown,
): Promise<void> {
  const chosen = await picker.pickMany(id, all, vscode.l10n.t('No run yet'));
  if (chosen.length === 0) return;
  if (chosen.length > MAX_SHOWN)
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} runs fit side by side: the last {0} are shown.', MAX_SHOWN),
    );
  selection.choose(chosen.map(run => run.id));
  dashboards.openPanel();
}

type TreeItem = string | ShelfItem;

/** The runs and models that a menu of the tree is about. */
function idsOf(item: TreeItem | undefined, all: unknown): string[] {
  const items: unknown[] = Array.isArray(all) ? all : [item];
  return items.flatMap(each => (isModel(each) ? each.id : isRun(each) ? each : []));
}

const isRun = (item: unknown): item is string => typeof item === 'string';
const isModel = (item: unknown): item is ShelfItem => item instanceof ShelfItem;
