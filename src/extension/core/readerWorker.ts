import * as vscode from 'vscode';
import type { Handlers } from '../../protocol/channel';
import type { Message } from '../../protocol/message';
import type { ReaderSources } from '../../protocol/reader';
import type { WorkerLink } from '../workerClients/workerLink';
import type { ReaderChannel, Workers } from '../workerClients/workers';

/** The worker that reads texts: started when first needed, and again after it died. Tells it of the documents it is asked about. */
export class ReaderWorker {
  private link: WorkerLink<ReaderChannel> | undefined;
  /** The documents that it follows, and the line ends that they had. */
  private readonly followed = new Map<string, vscode.EndOfLine>();
  private readonly subscriptions: vscode.Disposable[];
  private readonly warned = new vscode.EventEmitter<readonly Message[]>();
  /** A model was opened whose file is irregular: the sentences of one warning. */
  readonly onDidWarn: vscode.Event<readonly Message[]> = this.warned.event;

  constructor(
    private readonly workers: Workers,
    private readonly sources: Handlers<ReaderSources>,
  ) {
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument(event => this.change(event)),
      vscode.workspace.onDidCloseTextDocument(document => this.forget(document)),
    ];
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

  /** The channel to ask about a document, as the document is now. */
  about(document: vscode.TextDocument): ReaderChannel {
    const { channel } = this;
    const uri = document.uri.toString();
    if (!this.followed.has(uri)) {
      this.followed.set(uri, document.eol);
      channel.tell('opened', { uri, text: document.getText() });
    }
    return channel;
  }

  /** The next use starts a new worker, which looks into the folder of runs that is then set. */
  async stop(): Promise<void> {
    const { link } = this;
    this.lose();
    await link?.terminate();
  }

  dispose(): void {
    for (const each of [...this.subscriptions, this.warned]) each.dispose();
    void this.stop();
  }

  private change({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const uri = document.uri.toString();
    const eol = this.followed.get(uri);
    if (eol === undefined) return;
    if (eol !== document.eol) {
      this.forget(document); // every offset is another one: it is told anew when next asked about
      return;
    }
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => {
      return { offset: rangeOffset, length: rangeLength, text };
    });
    this.link?.channel.tell('changed', { uri, changes });
  }

  private forget({ uri }: vscode.TextDocument): void {
    if (this.followed.delete(uri.toString())) this.link?.channel.tell('closed', { uri: uri.toString() });
  }

  private lose(): void {
    this.link = undefined;
    this.followed.clear();
  }
}
