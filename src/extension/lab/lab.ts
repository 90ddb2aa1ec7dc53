import * as vscode from 'vscode';
import type { Handlers } from '../../protocol/channel';
import type { ReaderSources } from '../../protocol/reader';
import { Messages } from '../messages';
import { readRunsFolder } from '../settings';
import { Workers } from '../workers/workers';
import { ActiveModel } from './activeModel';
import { Documents } from './documents';
import { Library } from './library';
import { readModelFile } from './modelFile';
import { Reader } from './reader';
import { ReaderWorker } from './readerWorker';
import { RunDesk } from './runDesk';
import { Selection } from './selection';
import { ModelShelf } from './shelf';

/** What every area of the extension stands on: the runs and the models, what reads with them, and how people hear of it. */
export class Lab {
  readonly messages: Messages;
  readonly library: Library;
  readonly shelf: ModelShelf;
  readonly desk: RunDesk;
  readonly selection: Selection;
  readonly activeModel: ActiveModel;
  readonly documents = new Documents();
  readonly reader: Reader;
  /** Where runs and models are kept, as it is set now. */
  readonly runsFolder = () => readRunsFolder(this.context.globalStorageUri);
  /** For the log, of what nobody asked for. */
  readonly report = (error: unknown) => this.log.error(error instanceof Error ? error : String(error));
  private readonly log = vscode.window.createOutputChannel('Elman Lab', { log: true });

  constructor(readonly context: vscode.ExtensionContext) {
    this.messages = new Messages(this.log);
    const program = this.inExtension('dist', 'worker.js').fsPath;
    const kernelFolder = this.inExtension('media').fsPath;
    const workers = new Workers({ program, kernelFolder, storeFolder: this.runsFolder }, this.log);
    const sources: Handlers<ReaderSources> = {
      weights: ({ id }) => this.desk.weights(id),
      file: ({ uri }) => readModelFile(vscode.Uri.parse(uri)),
    };
    this.library = new Library(workers);
    const readerWorker = new ReaderWorker(workers, sources);
    this.own(
      this.messages,
      readerWorker.onDidWarn(sentences => this.messages.warnOnce(sentences)),
    );
    this.shelf = new ModelShelf(workers, this.library, sources);
    this.desk = new RunDesk(workers, this.library, readerWorker);
    this.selection = new Selection(this.desk, context.workspaceState);
    this.activeModel = new ActiveModel(this.desk, this.shelf, context.workspaceState);
    this.reader = new Reader(readerWorker, this.desk, this.shelf, this.activeModel);
    this.own(this.log, readerWorker, this.desk, this.selection, this.activeModel, this.documents, this.shelf);
  }

  inExtension(...names: string[]): vscode.Uri {
    return vscode.Uri.joinPath(this.context.extensionUri, ...names);
  }

  /** These end with the extension. */
  own(...parts: readonly { dispose(): unknown }[]): void {
    this.context.subscriptions.push(...parts);
  }

  /** A command of `package.json`: what goes wrong in it is shown. */
  command<A extends unknown[]>(name: string, action: (...args: A) => unknown): void {
    this.own(vscode.commands.registerCommand(`elman.${name}`, this.messages.guard(action)));
  }
}
