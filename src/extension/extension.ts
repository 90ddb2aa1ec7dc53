import * as vscode from 'vscode';
import type { RunRecord } from '../protocol/run';
import { addApi } from './api/addApi';
import type { ElmanLabExports } from './api/types';
import { addAttractors } from './attractors/addAttractors';
import type { CheckCommand } from './checking/checkCommand';
import type { ActiveModel } from './core/activeModel';
import type { LabelWorker } from './core/labelWorker';
import type { ModelRegistry } from './core/modelRegistry';
import type { RunManager } from './core/runManager';
import type { RunQueue } from './core/runQueue';
import type { Selection } from './core/selection';
import { Services } from './core/services';
import type { StorageWorker } from './core/storageWorker';
import type { TextReader } from './core/textReader';
import { addCourse } from './course/addCourse';
import { addDashboard } from './dashboard/addDashboard';
import { addExperiments } from './experiments/addExperiments';
import type { Checks } from './experiments/checks';
import type { Experiments } from './experiments/experiments';
import type { ResultsPanels } from './experiments/resultsPanels';
import { addExport } from './export/addExport';
import type { NetworkExports } from './export/networkExports';
import type { RunExports } from './export/runExports';
import { addHeatmap } from './heatmap/addHeatmap';
import type { Heatmap } from './heatmap/heatmap';
import { addInspection } from './inspection/addInspection';
import { addKinds } from './kinds/addKinds';
import { addLabels } from './labels/addLabels';
import type { Messages } from './messages';
import { addModelFiles } from './modelFiles/addModelFiles';
import { addModels } from './models/addModels';
import type { HmmCommand } from './models/hmmCommand';
import type { LdsCommand } from './models/ldsCommand';
import type { MixCommand } from './models/mixCommand';
import type { NgramCommand } from './models/ngramCommand';
import type { RunAndModelTree } from './models/runAndModelTree';
import type { ActiveModelStatus } from './reading/activeModelStatus';
import { addReading } from './reading/addReading';
import type { ScoreHover } from './reading/hover/hover';
import type { CompareCommand } from './reading/report/compareCommand';
import type { ScoreCommand } from './reading/report/scoreCommand';
import type { SelectionStatus } from './reading/selectionStatus';
import { textsToExport } from './reading/surprisal/exportedTexts';
import type { ExportSurprisalCommand } from './reading/surprisal/exportSurprisalCommand';
import type { SurprisalTableCommand } from './reading/surprisal/surprisalTableCommand';
import { addSuspended } from './runs/addSuspended';
import { addRuns } from './runs/commands/addRuns';
import type { FurtherCommand } from './runs/commands/furtherCommand';
import type { SeedsCommand } from './runs/commands/seedsCommand';
import { addTree } from './runs/tree/addTree';
import type { RunFilter } from './runs/tree/runFilter';
import type { RunTree } from './runs/tree/runTree';
import { trainAtStart } from './startup';
import { addTools } from './tools/addTools';
import { addTraining } from './training/addTraining';
import type { RunChoice } from './training/presetQuestion';
import type { TrainClozeCommand } from './training/trainClozeCommand';
import type { TrainCommand } from './training/trainCommand';
import { trainHeldOut } from './training/trainHeldOut';
import { addTranslation } from './translation/addTranslation';
import { addVectors } from './vectors/addVectors';
import { addWalkthrough } from './walkthrough/addWalkthrough';
import type { Workers } from './workerClients/workers';
import { addWriting } from './writing/addWriting';
import type { ContinueCommand } from './writing/continueCommand';

/**
 * Objects that tests inside VS Code use. Commands show errors to the user; the functions of these objects
 * throw errors instead.
 */
export interface Internals {
  readonly runManager: RunManager;
  readonly selection: Selection;
  readonly activeModel: ActiveModel;
  readonly filter: RunFilter;
  readonly tree: RunTree;
  /** The whole tree as the user sees it: the models, then the runs. */
  readonly runAndModelTree: RunAndModelTree<unknown>;
  readonly runsView: vscode.TreeView<unknown>;
  readonly runsFolder: () => string;
  readonly heatmap: Heatmap;
  readonly reader: TextReader;
  readonly onDidWarn: vscode.Event<string>;
  readonly continueHere: () => ReturnType<ContinueCommand['run']>;
  readonly modelRegistry: ModelRegistry;
  readonly exports: RunExports;
  readonly networkExports: NetworkExports;
  readonly trainNgram: NgramCommand['train'];
  readonly trainHmm: HmmCommand['train'];
  readonly trainLds: LdsCommand['train'];
  readonly vectors: ReturnType<typeof addVectors>;
  readonly inspection: ReturnType<typeof addInspection>;
  readonly modelFiles: ReturnType<typeof addModelFiles>;
  readonly mix: MixCommand['mix'];
  readonly train: (text: vscode.Uri, choice?: RunChoice) => ReturnType<TrainCommand['train']>;
  readonly trainWithoutMarkup: TrainCommand['withoutMarkup'];
  readonly trainHeldOut: (run: RunRecord) => Promise<RunRecord>;
  readonly trainFurther: FurtherCommand['train'];
  readonly trainSeeds: SeedsCommand['train'];
  readonly storage: StorageWorker;
  readonly workers: Workers;
  readonly queue: RunQueue;
  readonly messages: Messages;
  readonly checks: Checks;
  readonly experiments: Experiments;
  readonly resultsPanels: ResultsPanels;
  readonly hover: ScoreHover;
  readonly activeModelStatus: ActiveModelStatus;
  readonly selectionStatus: SelectionStatus;
  readonly score: () => ReturnType<ScoreCommand['run']>;
  readonly compare: CompareCommand['run'];
  readonly exportSurprisal: ExportSurprisalCommand['write'];
  readonly showSurprisal: SurprisalTableCommand['run'];
  textsToExport(clicked: unknown, all: unknown): ReturnType<typeof textsToExport>;
  readonly checkGradients: () => ReturnType<CheckCommand['run']>;
  readonly labels: ReturnType<typeof addLabels>;
  readonly labelWorker: LabelWorker;
  readonly translation: ReturnType<typeof addTranslation>;
  readonly trainCloze: TrainClozeCommand;
}

/** The value that `activate` returns: the API for other extensions and, in tests only, the internals. */
export type Exports = ElmanLabExports & { readonly internals?: Internals };

/**
 * Saves and pauses all runs. A global variable, because `deactivate` receives no arguments, and VS Code waits
 * only for `deactivate` when the window closes.
 */
let suspend: () => Promise<void> = async () => undefined;

/** Adds the areas of the extension. Nothing is read or computed until it is needed. */
export function activate(context: vscode.ExtensionContext): Exports {
  const services = new Services(context);
  const suspended = addSuspended(services);
  suspend = async () => {
    services.queue.close();
    // Disposes `suspended` first, so that the list of running runs stays stored for the next session.
    suspended.dispose();
    await services.runManager.suspend();
  };
  const heatmap = addHeatmap(services);
  const { hover, activeModelStatus, selectionStatus, scoring, comparing, surprisal, table, modelPicker } =
    addReading(services, heatmap);
  const continuing = addWriting(services);
  const { ranges, setup, training, trainCloze, checking } = addTraining(services, () => dashboards.reveal());
  const dashboards = addDashboard(services, training, ranges);
  const openPanel = () => dashboards.openPanel();
  const reveal = () => dashboards.reveal();
  const labels = addLabels(services, { setup, training });
  const translation = addTranslation(services, { setup, training });
  const { ngrams, hmms, systems, mixing, models } = addModels(services);
  const { filter, runTree, tree, view, picker } = addTree(services);
  const { further, seeds } = addRuns(services, {
    picker,
    models,
    modelPicker,
    training,
    setup,
    ranges,
    openPanel,
    reveal,
  });
  const { checks, experiments, panels } = addExperiments(services, picker, ranges);
  const { exports: runExports, networkExports } = addExport(services, picker, openPanel);
  const vectors = addVectors(services);
  const inspection = addInspection(services, ranges, hmms);
  addKinds(services);
  addAttractors(services);
  const modelFiles = addModelFiles(services, { modelPicker, comparing });
  addTools(services);
  addWalkthrough(services, training, part => dashboards.openPanelHere(part));
  addCourse(services, {
    ...{ ngrams, training, experiments, trainVectors: vectors.train },
    openDashboard: () => dashboards.openPanelHere(),
  });
  const trainBeside = (text: vscode.Uri) => {
    dashboards.openPanelBeside();
    return training.train(text);
  };
  void services.messages.guard(() => trainAtStart(trainBeside, context.globalStorageUri))();

  const { runManager, selection, activeModel, runsFolder, reader, modelRegistry } = services;
  const internals: Internals = {
    ...{ checks, experiments, resultsPanels: panels, vectors, inspection, modelFiles },
    ...{ labels, translation, trainCloze, labelWorker: services.labelWorker },
    ...{ queue: services.queue, messages: services.messages },
    ...{ storage: services.storage, workers: services.workers },
    ...{ runManager, selection, activeModel, reader, modelRegistry },
    runsFolder: () => runsFolder().fsPath,
    ...{ filter, tree: runTree, runAndModelTree: tree, heatmap, exports: runExports, networkExports, hover },
    ...{ activeModelStatus, selectionStatus },
    runsView: view,
    onDidWarn: services.messages.onDidWarn,
    train: (text, choice) => training.train(text, choice),
    trainWithoutMarkup: (...run) => training.withoutMarkup(...run),
    trainHeldOut: run => trainHeldOut(run, services.storage, training),
    trainFurther: (run, iterations) => further.train(run, iterations),
    trainSeeds: (runs, count) => seeds.train(runs, count),
    checkGradients: () => checking.run(),
    continueHere: () => continuing.run(),
    score: () => scoring.run(),
    compare: choices => comparing.run(choices),
    exportSurprisal: (texts, choice) => surprisal.write(texts, choice),
    showSurprisal: () => table.run(),
    textsToExport: (clicked, all) => textsToExport(services.documents, clicked, all),
    trainNgram: (text, choice) => ngrams.train(text, choice),
    trainHmm: (text, choice) => hmms.train(text, choice),
    trainLds: (text, choice) => systems.train(text, choice),
    mix: (...how) => mixing.mix(...how),
  };
  const exports = addApi(services, training);
  return context.extensionMode === vscode.ExtensionMode.Test ? { ...exports, internals } : exports;
}

export function deactivate(): Promise<void> {
  return suspend();
}
