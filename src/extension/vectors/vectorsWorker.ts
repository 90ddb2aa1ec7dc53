import * as vscode from 'vscode';
import type { Handlers } from '../../protocol/channel';
import type { ReaderSources } from '../../protocol/reader';
import type { VectorsEvents } from '../../protocol/vectors';
import { Owner } from '../disposableOwner';
import type { WorkerLink } from '../workerClients/workerLink';
import type { VectorsChannel, Workers } from '../workerClients/workers';

/**
 * Runs the worker that reads word vectors. The worker starts with the first request, and starts again after
 * it ended unexpectedly or after the setting for the runs folder has changed.
 */
export class VectorsWorker extends Owner {
  private link: WorkerLink<VectorsChannel> | undefined;
  private readonly progressed = this.own(new vscode.EventEmitter<VectorsEvents['mapProgress']>());
  /** Fires while the worker computes a map. */
  readonly onDidProgress: vscode.Event<VectorsEvents['mapProgress']> = this.progressed.event;

  constructor(
    private readonly workers: Workers,
    private readonly sources: Handlers<ReaderSources>,
  ) {
    super();
    this.own(
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('elman.runs.folder')) void this.release()?.retire();
      }),
    );
  }

  get channel(): VectorsChannel {
    this.link ??= this.start();
    return this.link.channel;
  }

  override dispose(): void {
    super.dispose();
    void this.release()?.terminate();
  }

  private start(): WorkerLink<VectorsChannel> {
    const link = this.workers.startVectors(this.sources, () => {
      this.link = undefined;
    });
    link.channel.on('mapProgress', progress => this.progressed.fire(progress));
    return link;
  }

  private release(): WorkerLink<VectorsChannel> | undefined {
    const { link } = this;
    this.link = undefined;
    return link;
  }
}
