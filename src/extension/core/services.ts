import * as vscode from 'vscode';
import type { Handlers } from '../../protocol/channel';
import type { ReaderSources } from '../../protocol/reader';
import { commandId, type OwnCommand } from '../commandId';
import { Messages } from '../messages';
import { readRunsFolder, trainsInThread } from '../settings';
import { WorkerLauncher } from '../workerClients/workerLauncher';
import { Workers } from '../workerClients/workers';
import { ActiveModel } from './activeModel';
import { LabelWorker } from './labelWorker';
import { readModelFile } from './modelFile';
import { ModelRegistry } from './modelRegistry';
import { ReaderWorker } from './readerWorker';
import { ReportDocuments } from './reportDocuments';
import { RunManager } from './runManager';
import { RunQueue } from './runQueue';
import { Selection } from './selection';
import { StorageWorker } from './storageWorker';
import { StoredComparisons } from './storedComparisons';
import { SurprisalReader } from './surprisalReader';
import { TextReader } from './textReader';

/** The services that all areas of the extension share: runs, models, workers and messages. */
export class Services {
  readonly messages: Messages;
  readonly workers: Workers;
  /** Answers the requests of workers that read models. */
  readonly sources: Handlers<ReaderSources>;
  readonly storage: StorageWorker;
  readonly modelRegistry: ModelRegistry;
  readonly storedComparisons: StoredComparisons;
  readonly runManager: RunManager;
  readonly queue: RunQueue;
  readonly selection: Selection;
  readonly activeModel: ActiveModel;
  readonly documents = new ReportDocuments();
  readonly reader: TextReader;
  readonly surprisalReader: SurprisalReader;
  readonly labelWorker: LabelWorker;
  /** Returns the folder of runs and models, according to the current settings. */
  readonly runsFolder = () => readRunsFolder(this.context.globalStorageUri);
  /** Logs an error of work in the background. Such an error is not shown to the user. */
  readonly report = (error: unknown) => this.log.error(error instanceof Error ? error : String(error));
  private readonly log = vscode.window.createOutputChannel('Elman Lab', { log: true });

  constructor(readonly context: vscode.ExtensionContext) {
    this.messages = new Messages(this.log);
    const launcher = new WorkerLauncher(context.extensionUri);
    const places = { launcher, storeFolder: this.runsFolder, trainsInThread };
    const workers = new Workers(places, this.log);
    this.workers = workers;
    const sources: Handlers<ReaderSources> = {
      weights: ({ id }) => this.runManager.weights(id),
      file: ({ uri }) => readModelFile(vscode.Uri.parse(uri)),
    };
    this.sources = sources;
    this.storage = new StorageWorker(workers);
    const readerWorker = new ReaderWorker(workers, sources);
    this.own(
      this.messages,
      readerWorker.onDidWarn(sentences => this.messages.warnOnce(sentences)),
    );
    this.modelRegistry = new ModelRegistry(workers, this.storage, sources);
    this.storedComparisons = new StoredComparisons(this.storage);
    this.runManager = new RunManager(workers, this.storage, readerWorker);
    this.queue = new RunQueue(this.runManager, () => this.storage.channel.request('cores', undefined));
    this.selection = new Selection(this.runManager, context.workspaceState);
    this.activeModel = new ActiveModel(this.runManager, this.modelRegistry, context.workspaceState);
    this.reader = new TextReader(readerWorker, this.runManager, this.modelRegistry, this.activeModel);
    this.surprisalReader = new SurprisalReader(
      readerWorker,
      this.activeModel,
      context.extension.packageJSON.version,
    );
    this.labelWorker = new LabelWorker(workers, sources);
    this.own(
      this.log,
      this.labelWorker,
      readerWorker,
      this.runManager,
      this.queue,
      this.selection,
      this.activeModel,
      this.documents,
      this.modelRegistry,
      this.storedComparisons,
    );
  }

  inExtension(...names: string[]): vscode.Uri {
    return vscode.Uri.joinPath(this.context.extensionUri, ...names);
  }

  /** Registers parts to dispose when the extension is deactivated. */
  own(...parts: readonly { dispose(): unknown }[]): void {
    this.context.subscriptions.push(...parts);
  }

  /** Registers a command. Its errors are shown to the user. */
  command<A extends unknown[]>(name: OwnCommand, action: (...args: A) => unknown): void {
    this.own(vscode.commands.registerCommand(commandId(name), this.messages.guard(action)));
  }
}
