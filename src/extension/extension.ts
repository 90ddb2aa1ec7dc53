import * as vscode from 'vscode';
import type { Handlers } from '../protocol/channel';
import type { ReaderSources } from '../protocol/reader';
import { CheckCommand } from './checking/checkCommand';
import { registerCommands } from './commands';
import { Dashboards } from './dashboard/dashboards';
import { ExportCommands } from './export/exportCommands';
import { RunExports } from './export/runExports';
import { Heatmap } from './heatmap/heatmap';
import { Legend } from './heatmap/legend';
import { Messages } from './messages';
import { MixCommand } from './models/mixCommand';
import { ModelCommands } from './models/modelCommands';
import { NgramCommand } from './models/ngramCommand';
import { ModelShelf } from './models/shelf';
import { ShelfTree } from './models/shelfTree';
import { Documents } from './reading/documents';
import { ScoreHover } from './reading/hover/hover';
import { readModelFile } from './reading/modelFile';
import { ModelPicker } from './reading/modelPicker';
import { Reader } from './reading/reader';
import { ReaderWorker } from './reading/readerWorker';
import { CompareCommand } from './reading/report/compareCommand';
import { ScoreCommand } from './reading/report/scoreCommand';
import { SelectionStatus } from './reading/selectionStatus';
import { originBefore } from './reading/stretch';
import { ActiveModel } from './runs/activeModel';
import { LabelCommands } from './runs/commands/labelCommands';
import { RunPicker } from './runs/commands/pickRun';
import { Removal } from './runs/commands/removal';
import { RunCommands } from './runs/commands/runCommands';
import { lowerRate } from './runs/failures';
import { Library } from './runs/library';
import { Selection } from './runs/selection';
import { StoreWatcher } from './runs/storeWatcher';
import { RunFilter } from './runs/tree/runFilter';
import { RunTree } from './runs/tree/runTree';
import { readRunsFolder } from './settings';
import { trainAtStart } from './startup';
import { ContextKeys } from './training/contextKeys';
import { DuplicateCommand } from './training/duplicateCommand';
import { RunDesk } from './training/runDesk';
import { type RunChoice, RunSetup } from './training/runSetup';
import { SettingRanges } from './training/settingRanges';
import { StatusBar } from './training/statusBar';
import { TrainCommand } from './training/trainCommand';
import { SampleText } from './walkthrough/sampleText';
import { Walkthrough } from './walkthrough/walkthrough';
import { Workers } from './workers/workers';
import { ContinueCommand, type Write } from './writing/continueCommand';
import { GhostText } from './writing/ghostText';

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

/** Puts the parts together and registers them; nothing is read or computed before somebody asks. */
export function activate(context: vscode.ExtensionContext): ElmanApi {
  const log = vscode.window.createOutputChannel('Elman Lab', { log: true });
  const messages = new Messages(log);
  const runsFolder = () => readRunsFolder(context.globalStorageUri);
  const inExtension = (...names: string[]) => vscode.Uri.joinPath(context.extensionUri, ...names).fsPath;
  const places = {
    program: inExtension('dist', 'worker.js'),
    kernelFolder: inExtension('media'),
    storeFolder: runsFolder,
  };
  const workers = new Workers(places, log);
  const library = new Library(workers);
  const sources: Handlers<ReaderSources> = {
    weights: ({ id }) => desk.weights(id),
    file: ({ uri }) => readModelFile(vscode.Uri.parse(uri)),
  };
  const readerWorker = new ReaderWorker(workers, sources);
  const shelf = new ModelShelf(workers, library, sources);
  const desk = new RunDesk(workers, library, readerWorker);
  const selection = new Selection(desk, context.workspaceState);
  const activeModel = new ActiveModel(desk, shelf, context.workspaceState);
  const documents = new Documents();
  const reader = new Reader(readerWorker, desk, shelf, activeModel);
  const heatmap = new Heatmap({
    desk,
    activeModel,
    read: (document, stretch, ranks, signal) => reader.tokens(document, stretch, ranks, signal),
    show: error => messages.show(error),
  });
  const write: Write = (document, offset, writing, wrote, signal) => {
    const stretch = { origin: originBefore(document, offset), start: offset, end: offset };
    return reader.write(document, stretch, writing, wrote, signal);
  };
  const continuing = new ContinueCommand(write);
  const hover = new ScoreHover(reader, (document, position) => heatmap.originAt(document, position));
  const scoring = new ScoreCommand(reader, documents);
  const comparing = new CompareCommand(reader, desk, shelf, activeModel, documents);
  const modelPicker = new ModelPicker(reader, desk, shelf, activeModel);
  const selectionStatus = new SelectionStatus(reader, activeModel);
  const checking = new CheckCommand(library, documents);
  const ranges = new SettingRanges(context.extension.packageJSON);
  const setup = new RunSetup(ranges);
  const training = new TrainCommand(desk, selection, setup, () => dashboards.reveal());
  const ngrams = new NgramCommand(shelf, activeModel);
  const mixing = new MixCommand(shelf, desk, activeModel);
  const models = new ModelCommands(shelf, activeModel, runsFolder);
  const report = (error: unknown) => log.error(error instanceof Error ? error : String(error));
  const ports = {
    desk,
    selection,
    report,
    defaults: ranges.defaults,
    train: messages.guard(() => training.again()),
  };
  const dashboards = new Dashboards(context.extensionUri, ports);
  const filter = new RunFilter();
  const runTree = new RunTree(desk, activeModel, filter);
  const tree = new ShelfTree(runTree, shelf, activeModel);
  const view = vscode.window.createTreeView('elman.runs', {
    treeDataProvider: tree,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const watcher = new StoreWatcher(desk, report);
  watcher.watch(runsFolder());
  const picker = new RunPicker(desk, selection, () => view.selection);
  const labels = new LabelCommands(desk, picker);
  const removal = new Removal(desk, shelf, picker, messages);
  const exports = new RunExports(library);
  const exporting = new ExportCommands(exports, picker, messages);
  const duplicating = new DuplicateCommand(picker, library, setup, training);
  const sampleText = new SampleText(context.extensionUri);
  const walkthrough = new Walkthrough(desk, selection, training, sampleText, () => dashboards.openPanel());
  const runs = new RunCommands(desk, picker, activeModel, modelPicker, documents, ranges, runsFolder);
  suspend = () => desk.suspend();

  const parts = {
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
  };

  context.subscriptions.push(
    ...[log, readerWorker, desk, selection, activeModel, documents, dashboards],
    ...[view, runTree, tree, filter, watcher, shelf],
    ...[
      new StatusBar(desk),
      selectionStatus,
      new ContextKeys(desk),
      heatmap,
      new Legend(heatmap, activeModel),
      continuing,
    ],
    filter.onDidChange(() => {
      view.message = runTree.summary;
    }),
    vscode.languages.registerHoverProvider({ scheme: '*' }, hover),
    vscode.languages.registerInlineCompletionItemProvider({ scheme: '*' }, new GhostText(write)),
    ...registerCommands(parts, messages),
    desk.onDidFail(run => {
      const { id, name, failure } = run;
      if (failure) messages.reportFailure(name, failure, lowerRate(run), rate => desk.resume(id, rate));
    }),
    activeModel.onDidReplace(({ reason, name }) => messages.reportReplacement(reason, name)),
    desk.onDidLose(({ id, name, reason }) => messages.reportLoss(name, reason, () => desk.resume(id))),
    vscode.workspace.onDidChangeConfiguration(
      messages.guard(change => {
        if (!change.affectsConfiguration('elman.runs.folder')) return undefined;
        watcher.watch(runsFolder());
        return desk.reload().then(() => shelf.reload());
      }),
    ),
  );
  void messages.guard(() => trainAtStart(text => training.train(text), context.globalStorageUri))();
  const train: ElmanApi['train'] = (text, choice) => training.train(text, choice);
  const checkGradients = () => checking.run();
  const continueHere = () => continuing.run();
  return {
    ...{
      desk,
      selection,
      activeModel,
      filter,
      tree: runTree,
      shelfTree: tree,
      runsFolder,
      heatmap,
      reader,
      shelf,
      exports,
    },
    ...{ train, checkGradients, continueHere },
    ...{ hover, selectionStatus },
    score: () => scoring.run(),
    compare: choices => comparing.run(choices),
    trainNgram: (text, choice) => ngrams.train(text, choice),
    mix: (...how) => mixing.mix(...how),
  };
}

export function deactivate(): Promise<void> {
  return suspend();
}
