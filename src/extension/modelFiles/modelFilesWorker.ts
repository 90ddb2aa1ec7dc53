import * as vscode from 'vscode';
import { MOST_FETCHED } from '../../common/modelFileTexts';
import { UserError } from '../../protocol/userError';
import { readModelFile } from '../core/modelFile';
import { Owner } from '../disposableOwner';
import type { WorkerLink } from '../workerClients/workerLink';
import type { ModelFilesChannel, Workers } from '../workerClients/workers';

/** Runs the worker that reads model files. It starts with the first request, and again after it ended unexpectedly. */
export class ModelFilesWorker extends Owner {
  private link: WorkerLink<ModelFilesChannel> | undefined;

  constructor(private readonly workers: Workers) {
    super();
  }

  get channel(): ModelFilesChannel {
    this.link ??= this.workers.startModelFiles(
      { file: ({ uri }) => fetchModelFile(vscode.Uri.parse(uri)) },
      () => {
        this.link = undefined;
      },
    );
    return this.link.channel;
  }

  override dispose(): void {
    super.dispose();
    void this.link?.terminate();
    this.link = undefined;
  }
}

/** Returns the bytes of a file that is not on this machine's disk. Refuses a large one, which would be fetched whole. */
async function fetchModelFile(uri: vscode.Uri): Promise<Uint8Array> {
  const found = await vscode.workspace.fs.stat(uri).then(undefined, () => undefined);
  if (found && found.size > MOST_FETCHED) {
    throw new UserError(
      '"{0}" has {1} MB. Only files of up to {2} MB are shown from another machine. Copy the file to this one.',
      [uri.path, Math.round(found.size / 2 ** 20), MOST_FETCHED / 2 ** 20],
    );
  }
  return readModelFile(uri);
}
