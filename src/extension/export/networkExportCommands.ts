import * as vscode from 'vscode';
import { askWhere } from '../askWhere';
import type { ActiveModel, ModelChoice } from '../core/activeModel';
import type { Messages } from '../messages';
import { isModel } from '../models/runAndModelTree';
import { showWarning } from '../notify';
import { anyRun, noRuns, type RunPicker } from '../runs/commands/pickRun';
import { withExportProgress } from './exportProgress';
import type { NetworkExports } from './networkExports';

/** Implements "Export as ONNX…" and "Export as PyTorch Code…" for runs, stored models and the active model file. */
export class NetworkExportCommands {
  constructor(
    private readonly exports: NetworkExports,
    private readonly picker: RunPicker,
    private readonly activeModel: ActiveModel,
    private readonly messages: Messages,
  ) {}

  async onnx(clicked?: unknown): Promise<void> {
    const title = vscode.l10n.t('Export as ONNX');
    const choice = await this.choice(clicked);
    const target = choice && (await askWhere(title, this.nameOf(choice), 'ONNX', 'onnx'));
    if (target) await this.during(() => this.exports.onnx(choice, target));
  }

  async pytorch(clicked?: unknown): Promise<void> {
    const title = vscode.l10n.t('Export as PyTorch Code');
    const choice = await this.choice(clicked);
    const target = choice && (await askWhere(title, this.nameOf(choice), 'Python', 'py'));
    if (target) await this.during(() => this.exports.pytorch(choice, target, mayReplace));
  }

  /** Returns the model that was clicked: a stored model, the active model file, or a run. Asks for a run if nothing was clicked. */
  private async choice(clicked: unknown): Promise<ModelChoice | undefined> {
    if (isModel(clicked)) return { kind: 'made', id: clicked.id };
    const active = this.activeModel.choice;
    // The row of the active model file is the only other row that is not a run.
    if (typeof clicked === 'object' && clicked !== null && active?.kind === 'file') return active;
    const id = typeof clicked === 'string' ? clicked : undefined;
    const run = await this.picker.pickCurrent(id, anyRun, noRuns());
    return run && { kind: 'run', id: run.id, checkpoint: 'usual' };
  }

  private nameOf(choice: ModelChoice): string {
    return this.activeModel.named(choice).name.replace(/\.safetensors$/, '');
  }

  private during(action: () => Promise<readonly vscode.Uri[]>): Promise<void> {
    return withExportProgress(vscode.l10n.t('Exporting the network…'), this.messages, action);
  }
}

/** Asks whether the weights of a program may replace a file. */
async function mayReplace(name: string): Promise<boolean> {
  const replace = vscode.l10n.t('Replace');
  const question = vscode.l10n.t('The weights are written to "{0}", which exists. Replace it?', name);
  return (await showWarning(question, replace)) === replace;
}
