import type * as vscode from 'vscode';
import type { WorkerData } from '../../protocol/trainer';

/** Which worker is started. `store`: the folder of runs. `training`: see `WorkerData`. */
export interface WorkerStart extends Pick<WorkerData, 'role' | 'training'> {
  readonly store: vscode.Uri;
}
