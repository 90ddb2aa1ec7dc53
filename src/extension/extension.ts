import type * as vscode from 'vscode';
import type { CheckCommand } from './checking/checkCommand';
import { addDashboard } from './dashboard/addDashboard';
import { addExport } from './export/addExport';
import type { RunExports } from './export/runExports';
import { addHeatmap } from './heatmap/addHeatmap';
import type { Heatmap } from './heatmap/heatmap';
import type { ActiveModel } from './lab/activeModel';
import { Lab } from './lab/lab';
import type { Reader } from './lab/reader';
import type { RunDesk } from './lab/runDesk';
import type { Selection } from './lab/selection';
import type { ModelShelf } from './lab/shelf';
import { addModels } from './models/addModels';
import type { MixCommand } from './models/mixCommand';
import type { NgramCommand } from './models/ngramCommand';
import type { ShelfTree } from './models/shelfTree';
import { addReading } from './reading/addReading';
import type { ScoreHover } from './reading/hover/hover';
import type { CompareCommand } from './reading/report/compareCommand';
import type { ScoreCommand } from './reading/report/scoreCommand';
import type { SelectionStatus } from './reading/selectionStatus';
import { addRuns } from './runs/commands/addRuns';
import { addTree } from './runs/tree/addTree';
import type { RunFilter } from './runs/tree/runFilter';
import type { RunTree } from './runs/tree/runTree';
import { trainAtStart } from './startup';
import { addTraining } from './training/addTraining';
import type { RunChoice } from './training/runSetup';
import type { TrainCommand } from './training/trainCommand';
import { addWalkthrough } from './walkthrough/addWalkthrough';
import { addWriting } from './writing/addWriting';
import type { ContinueCommand } from './writing/continueCommand';

/** What the tests inside VS Code hold on to. Commands show errors to people; these throw them. */
export interface ElmanApi {
  readonly desk: RunDesk;
  readonly selection: Selection;
  readonly activeModel: ActiveModel;
  readonly filter: RunFilter;
  readonly tree: RunTree;
  /** The runs with the models above them, as people see them. */
  readonly shelfTree: ShelfTree<unknown>;
  readonly runsFolder: () => string;
  readonly heatmap: Heatmap;
  readonly reader: Reader;
  readonly onDidWarn: vscode.Event<string>;
  readonly continueHere: () => ReturnType<ContinueCommand['run']>;
  readonly shelf: ModelShelf;
  readonly exports: RunExports;
  readonly trainNgram: NgramCommand['train'];
  readonly mix: MixCommand['mix'];
  readonly train: (text: vscode.Uri, choice?: RunChoice) => ReturnType<TrainCommand['train']>;
  readonly hover: ScoreHover;
  readonly selectionStatus: SelectionStatus;
  readonly score: () => ReturnType<ScoreCommand['run']>;
  readonly compare: CompareCommand['run'];
  readonly checkGradients: () => ReturnType<CheckCommand['run']>;
}

/** `deactivate` gets no context, and VS Code waits for nothing else at the end. */
let suspend: () => Promise<void> = async () => undefined;

/** Adds one area after the other; nothing is read or computed before somebody asks. */
export function activate(context: vscode.ExtensionContext): ElmanApi {
  const lab = new Lab(context);
  suspend = () => lab.desk.suspend();
  const heatmap = addHeatmap(lab);
  const { hover, selectionStatus, scoring, comparing, modelPicker } = addReading(lab, heatmap);
  const continuing = addWriting(lab);
  const { ranges, setup, training, checking } = addTraining(lab, () => dashboards.reveal());
  const dashboards = addDashboard(lab, training, ranges);
  const openPanel = () => dashboards.openPanel();
  const { ngrams, mixing, models } = addModels(lab);
  const { filter, runTree, tree, picker } = addTree(lab);
  addRuns(lab, { picker, models, modelPicker, training, setup, ranges, openPanel });
  const exports = addExport(lab, picker);
  addWalkthrough(lab, training, openPanel);
  void lab.messages.guard(() => trainAtStart(text => training.train(text), context.globalStorageUri))();

  const { desk, selection, activeModel, runsFolder, reader, shelf } = lab;
  return {
    ...{ desk, selection, activeModel, runsFolder, reader, shelf },
    ...{ filter, tree: runTree, shelfTree: tree, heatmap, exports, hover, selectionStatus },
    onDidWarn: lab.messages.onDidWarn,
    train: (text, choice) => training.train(text, choice),
    checkGradients: () => checking.run(),
    continueHere: () => continuing.run(),
    score: () => scoring.run(),
    compare: choices => comparing.run(choices),
    trainNgram: (text, choice) => ngrams.train(text, choice),
    mix: (...how) => mixing.mix(...how),
  };
}

export function deactivate(): Promise<void> {
  return suspend();
}
