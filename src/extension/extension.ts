import * as vscode from 'vscode';
import type { Handlers } from '../protocol/channel';
import type { ReaderSources } from '../protocol/reader';
import { CheckCommand } from './checking/checkCommand';
import { Dashboards } from './dashboard/dashboards';
import { Messages } from './messages';
import { MixCommand } from './models/mixCommand';
import { ModelCommands } from './models/modelCommands';
import { NgramCommand } from './models/ngramCommand';
import { ModelShelf } from './models/shelf';
import { ShelfItem, ShelfTree } from './models/shelfTree';
import { Documents } from './reading/documents';
import { ScoreHover } from './reading/hover';
import { readModelFile } from './reading/modelFile';
import { Reader } from './reading/reader';
import { ReaderWorker } from './reading/readerWorker';
import { ScoreCommand } from './reading/scoreCommand';
import { ActiveModel } from './runs/activeModel';
import { CurrentRun } from './runs/currentRun';
import { lowerRate } from './runs/failures';
import { Library } from './runs/library';
import { RunPicker } from './runs/pickRun';
import { RunCommands } from './runs/runCommands';
import { RunTree } from './runs/runTree';
import { readRunsFolder } from './settings';
import { trainAtStart } from './startup';
import { ContextKeys } from './training/contextKeys';
import { RunDesk } from './training/runDesk';
import { type RunChoice, RunSetup } from './training/runSetup';
import { SettingRanges } from './training/settingRanges';
import { StatusBar } from './training/statusBar';
import { TrainCommand } from './training/trainCommand';
import { Workers } from './workers/workers';

/** What the tests inside VS Code hold on to. Commands show errors to people; these throw them. */
export interface ElmanApi {
  readonly desk: RunDesk;
  readonly current: CurrentRun;
  readonly activeModel: ActiveModel;
  readonly shelf: ModelShelf;
  readonly trainNgram: NgramCommand['train'];
  readonly mix: MixCommand['mix'];
  readonly train: (text: vscode.Uri, choice?: RunChoice) => ReturnType<TrainCommand['train']>;
  readonly score: () => ReturnType<ScoreCommand['run']>;
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
  const current = new CurrentRun(desk);
  const activeModel = new ActiveModel(desk, shelf, context.workspaceState);
  const documents = new Documents();
  const reader = new Reader(readerWorker, desk, shelf, activeModel);
  const scoring = new ScoreCommand(reader, documents);
  const checking = new CheckCommand(library, documents);
  const ranges = new SettingRanges(context.extension.packageJSON);
  const training = new TrainCommand(desk, current, new RunSetup(ranges), () => dashboards.reveal());
  const ngrams = new NgramCommand(shelf, activeModel);
  const mixing = new MixCommand(shelf, desk, activeModel);
  const models = new ModelCommands(shelf, activeModel, runsFolder);
  const report = (error: unknown) => log.error(error instanceof Error ? error : String(error));
  const ports = {
    desk,
    current,
    report,
    defaults: ranges.defaults,
    train: messages.guard(() => training.again()),
  };
  const dashboards = new Dashboards(context.extensionUri, ports);
  const runTree = new RunTree(desk, activeModel);
  const tree = new ShelfTree(runTree, shelf, activeModel);
  const picker = new RunPicker(desk, current);
  const runs = new RunCommands(desk, picker, activeModel, documents, ranges, runsFolder);
  suspend = () => desk.suspend();

  const command = <A extends unknown[]>(name: string, action: (...args: A) => unknown) =>
    vscode.commands.registerCommand(`elman.${name}`, messages.guard(action));
  const showRun = (id: string) => {
    current.pick(id);
    return dashboards.reveal();
  };

  context.subscriptions.push(
    ...[log, readerWorker, desk, current, activeModel, documents, dashboards, runTree, tree, shelf],
    ...[new StatusBar(desk), new ContextKeys(desk)],
    vscode.window.registerTreeDataProvider('elman.runs', tree),
    vscode.languages.registerHoverProvider({ scheme: '*' }, new ScoreHover(reader)),
    command('trainOnFile', (text?: vscode.Uri) => training.run(text)),
    command('trainWith', (text?: vscode.Uri) => training.runWith(text)),
    command('trainAnother', (text: vscode.Uri) => training.train(text)),
    command('scoreSelection', () => scoring.run()),
    command('checkGradients', () => checking.run()),
    command('openDashboard', () => dashboards.openPanel()),
    command('showRun', showRun),
    command('pauseRun', (id?: string) => runs.pause(id)),
    command('resumeRun', (id?: string) => runs.resume(id)),
    command('stopRun', (id?: string) => runs.stop(id)),
    command('sampleNow', (id?: string) => runs.sampleNow(id)),
    command('setLearningRate', (id?: string) => runs.changeSetting('training.learningRate', id)),
    command('setGradientClip', (id?: string) => runs.changeSetting('training.gradientClip', id)),
    command('setSnapshotInterval', (id?: string) => runs.changeSetting('snapshot.interval', id)),
    command('trainNgram', (text?: vscode.Uri) => ngrams.run(text)),
    command('mixModels', () => mixing.run()),
    command('saveArpa', (item: ShelfItem) => models.saveArpa(item)),
    command('useModel', (it?: string | ShelfItem) => (isModel(it) ? models.use(it) : runs.use(it))),
    command('renameRun', (it?: string | ShelfItem) => (isModel(it) ? models.rename(it) : runs.rename(it))),
    command('deleteRun', (it?: string | ShelfItem) => (isModel(it) ? models.remove(it) : runs.remove(it))),
    command('openRunFolder', (it?: string | ShelfItem) =>
      isModel(it) ? models.openFolder(it) : runs.openFolder(it),
    ),
    desk.onDidFail(run => {
      const { id, name, failure } = run;
      if (failure) messages.reportFailure(name, failure, lowerRate(run), rate => desk.resume(id, rate));
    }),
    desk.onDidLose(({ id, name, reason }) => messages.reportLoss(name, reason, () => desk.resume(id))),
    vscode.workspace.onDidChangeConfiguration(
      messages.guard(change =>
        change.affectsConfiguration('elman.runs.folder')
          ? desk.reload().then(() => shelf.reload())
          : undefined,
      ),
    ),
  );
  void messages.guard(() => trainAtStart(text => training.train(text), context.globalState))();
  const train: ElmanApi['train'] = (text, choice) => training.train(text, choice);
  const checkGradients = () => checking.run();
  return {
    ...{ desk, current, activeModel, shelf, train, checkGradients },
    score: () => scoring.run(),
    trainNgram: (text, choice) => ngrams.train(text, choice),
    mix: (...how) => mixing.mix(...how),
  };
}

const isModel = (item: unknown): item is ShelfItem => item instanceof ShelfItem;

export function deactivate(): Promise<void> {
  return suspend();
}
