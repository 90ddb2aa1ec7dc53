import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { WorkerData } from '../../protocol/trainer';
import { startProcess } from './startProcess';
import { startThread } from './thread';
import type { ReportError, Worker } from './workerLink';
import type { WorkerStart } from './workerStart';

/** Starts workers in threads and processes. They access the files themselves. */
export class WorkerLauncher {
  private readonly kernelFolder: string;

  /** `extension`: the folder of the extension. `program`: the bundled program that every worker runs. */
  constructor(
    extension: vscode.Uri,
    private readonly program = join(extension.fsPath, 'dist', 'worker.js'),
  ) {
    this.kernelFolder = join(extension.fsPath, 'media');
  }

  startThread(start: WorkerStart, reportError: ReportError): Worker {
    return startThread(this.program, this.dataOf(start), reportError);
  }

  /** Rejects if no process can be started. */
  startProcess(start: WorkerStart, reportError: ReportError): Promise<Worker> {
    return startProcess(this.program, this.dataOf(start), reportError);
  }

  private dataOf({ store, ...start }: WorkerStart): WorkerData {
    return { ...start, storeFolder: store.fsPath, kernelFolder: this.kernelFolder };
  }
}
