import * as vscode from 'vscode';
import type { Handlers } from '../../protocol/channel';
import type { ReaderSources } from '../../protocol/reader';
import { Owner } from '../disposableOwner';
import type { WorkerLink } from '../workerClients/workerLink';
import type { LabelsChannel, Workers } from '../workerClients/workers';

/**
 * Runs the worker that uses classifiers, taggers and translators. The worker starts with the first request, and starts again after it
 * ended unexpectedly or after the setting for the runs folder has changed.
 */
export class LabelWorker extends Owner {
  private link: WorkerLink<LabelsChannel> | undefined;

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

  get channel(): LabelsChannel {
    this.link ??= this.workers.startLabels(this.sources, () => {
      this.link = undefined;
    });
    return this.link.channel;
  }

  override dispose(): void {
    super.dispose();
    void this.release()?.terminate();
  }

  private release(): WorkerLink<LabelsChannel> | undefined {
    const { link } = this;
    this.link = undefined;
    return link;
  }
}
