import * as vscode from 'vscode';
import type { Handlers } from '../../protocol/channel';
import type { Message } from '../../protocol/message';
import type { ReaderSources } from '../../protocol/reader';
import { Owner } from '../disposableOwner';
import type { WorkerLink } from '../workerClients/workerLink';
import type { ReaderChannel, Workers } from '../workerClients/workers';

/**
 * Runs the worker that reads texts. Starts the worker at its first use, and again if it has ended
 * unexpectedly. Sends the worker copies of the documents that requests refer to, and the later changes of
 * these documents.
 */
export class ReaderWorker extends Owner {
  private link: WorkerLink<ReaderChannel> | undefined;
  /**
   * The documents that were copied to the worker: their URIs, and the line ending that each document had
   * then.
   */
  private readonly followed = new Map<string, vscode.EndOfLine>();
  private texts = 0;
  private readonly warned = this.own(new vscode.EventEmitter<readonly Message[]>());
  /** Fires when a model file has errors but could be opened. The sentences form one warning. */
  readonly onDidWarn: vscode.Event<readonly Message[]> = this.warned.event;

  constructor(
    private readonly workers: Workers,
    private readonly sources: Handlers<ReaderSources>,
  ) {
    super();
    this.own(vscode.workspace.onDidChangeTextDocument(event => this.change(event)));
    this.own(vscode.workspace.onDidCloseTextDocument(document => this.forget(document)));
  }

  get channel(): ReaderChannel {
    this.link ??= this.start();
    return this.link.channel;
  }

  private start(): WorkerLink<ReaderChannel> {
    const link = this.workers.startReader(this.sources, () => this.lose());
    link.channel.on('warned', ({ sentences }) => this.warned.fire(sentences));
    return link;
  }

  /**
   * Returns the channel for requests about a document. Sends the document first if the worker has no copy.
   */
  about(document: vscode.TextDocument): ReaderChannel {
    const { channel } = this;
    const uri = document.uri.toString();
    if (!this.followed.has(uri)) {
      this.followed.set(uri, document.eol);
      channel.send('opened', { uri, text: document.getText() });
    }
    return channel;
  }

  /**
   * Sends a text that belongs to no document to the worker, calls `action`, which makes a request about the
   * text, and then removes the text from the worker.
   */
  async withText<T>(text: string, action: (channel: ReaderChannel, uri: string) => Promise<T>): Promise<T> {
    const { channel } = this;
    const uri = `text:${++this.texts}`;
    channel.send('opened', { uri, text });
    try {
      return await action(channel, uri);
    } finally {
      channel.send('closed', { uri });
    }
  }

  /** Ends the worker immediately. */
  async stop(): Promise<void> {
    const { link } = this;
    this.lose();
    await link?.terminate();
  }

  /**
   * Releases the worker, which still answers its pending requests and then ends. The next use starts a new
   * worker, with the runs folder that the settings then contain.
   */
  replace(): void {
    const { link } = this;
    this.lose();
    void link?.retire();
  }

  override dispose(): void {
    super.dispose();
    void this.stop();
  }

  private change({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const uri = document.uri.toString();
    const eol = this.followed.get(uri);
    if (eol === undefined) return;
    if (eol !== document.eol) {
      // Removes the document from the worker. All offsets have changed, so the next request about the
      // document sends the whole text.
      this.forget(document);
      return;
    }
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => {
      return { offset: rangeOffset, length: rangeLength, text };
    });
    this.link?.channel.send('changed', { uri, changes });
  }

  private forget({ uri }: vscode.TextDocument): void {
    if (this.followed.delete(uri.toString())) this.link?.channel.send('closed', { uri: uri.toString() });
  }

  private lose(): void {
    this.link = undefined;
    this.followed.clear();
  }
}
