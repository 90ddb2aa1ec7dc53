import * as v from 'valibot';
import * as vscode from 'vscode';
import { Cancelled, Channel, type Handlers, type Nothing } from '../../protocol/channel';
import {
  type ModelFileAction,
  type ModelFilePageEvents,
  type ModelFilePageRequests,
  modelFileActions,
} from '../../protocol/modelFilePage';
import { pageTexts } from '../core/pageTexts';
import { Owner } from '../disposableOwner';
import { explainError } from '../explainError';
import { webviewPort } from '../vectors/webviewPort';
import type { ModelFilesWorker } from './modelFilesWorker';

/** Maximum number of rows in one answer, and maximum length of a search in UTF-16 code units. */
const [MOST_ROWS, LONGEST] = [1000, 1000];

const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const findSchema = v.object({
  query: v.pipe(v.string(), v.maxLength(LONGEST)),
  from: index,
  count: v.pipe(index, v.maxValue(MOST_ROWS)),
});
const actSchema = v.object({ action: v.picklist(modelFileActions) });

export interface ModelFilePagePorts {
  readonly worker: ModelFilesWorker;
  readonly report: (error: unknown) => void;
  readonly isTrusted: () => boolean;
  /** Does what the user has chosen for a file. Throws a UserError if it cannot be done. */
  readonly act: (action: ModelFileAction, uri: vscode.Uri) => Promise<void>;
}

/** The page of a model file. Forwards the requests of the page to the worker, which reads the file. */
export class ModelFilePage extends Owner {
  private readonly channel: Channel<Nothing, Nothing, ModelFilePageRequests, ModelFilePageEvents>;

  constructor(
    webview: vscode.Webview,
    private readonly uri: vscode.Uri,
    private readonly name: string,
    private readonly ports: ModelFilePagePorts,
  ) {
    super();
    const { port, listening } = webviewPort(webview);
    this.channel = new Channel(port, this.answers(), ports.report);
    this.own(listening);
    this.own(vscode.workspace.onDidGrantWorkspaceTrust(() => this.channel.send('trusted', undefined)));
    this.own(this.watch());
  }

  override dispose(): void {
    this.channel.close('the page was closed');
    void this.forget();
    super.dispose();
  }

  private get file() {
    return { uri: this.uri.toString() };
  }

  private forget(): Promise<void> {
    // If the worker has ended, there is nothing to forget.
    return this.ports.worker.channel.request('forget', this.file).catch(() => undefined);
  }

  /** Shows the file again when it changes. Watches the folder, because a name can contain signs of patterns. */
  private watch(): vscode.Disposable {
    const folder = vscode.Uri.joinPath(this.uri, '..');
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'));
    const look = async (changed: vscode.Uri) => {
      if (changed.toString() !== this.uri.toString()) return;
      await this.forget();
      this.channel.send('changed', undefined);
    };
    const events = [watcher.onDidCreate(look), watcher.onDidChange(look), watcher.onDidDelete(look)];
    return vscode.Disposable.from(watcher, ...events);
  }

  private answers(): Handlers<ModelFilePageRequests> {
    const { worker, isTrusted } = this.ports;
    return {
      ready: () => ({ ...pageTexts(), name: this.name, isTrusted: isTrusted() }),
      describe: (_, signal) => worker.channel.request('describe', this.file, { signal }),
      find: (params: unknown, signal) =>
        worker.channel.request('find', { ...this.file, ...v.parse(findSchema, params) }, { signal }),
      act: (params: unknown) => this.act(v.parse(actSchema, params).action),
    };
  }

  /** Does what the user has chosen. Shows its errors in the page. */
  private async act(action: ModelFileAction): Promise<void> {
    try {
      await this.ports.act(action, this.uri);
    } catch (error) {
      if (error instanceof Cancelled || error instanceof vscode.CancellationError) return;
      this.channel.send('failed', { message: explainError(error, this.ports.report) });
    }
  }
}
