import * as vscode from 'vscode';
import { Cancelled } from '../../protocol/channel';
import type { GradientCheckResult } from '../../protocol/storage';
import type { ReportDocuments } from '../core/reportDocuments';
import type { StorageWorker } from '../core/storageWorker';
import { readTrainingSettings } from '../settings';
import { gradientReport } from './gradientReport';

/**
 * Implements "Check Gradients", which checks the network that the settings of the active document describe.
 */
export class CheckCommand {
  constructor(
    private readonly storage: StorageWorker,
    private readonly documents: ReportDocuments,
  ) {}

  /** Runs the check and shows the report on it. Undefined if the user cancelled. */
  async run(): Promise<GradientCheckResult | undefined> {
    const settings = readTrainingSettings(vscode.window.activeTextEditor?.document.uri);
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Checking the gradients of {0}', String(settings['model.cell'])),
      cancellable: true,
    };
    const report = await vscode.window.withProgress(options, async (_progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const { signal } = controller;
      return this.storage.channel.request('checkGradients', settings, { signal }).catch(giveUp);
    });
    if (report) {
      const title = vscode.l10n.t('Gradient check of {0}', report.network.cell);
      await this.documents.show(title, gradientReport(report));
    }
    return report;
  }
}

function giveUp(error: unknown): undefined {
  if (!(error instanceof Cancelled)) throw error;
}
