import * as vscode from 'vscode';
import { oneLine } from '../../common/harmlessText';
import { commandId } from '../commandId';
import { Owner } from '../disposableOwner';
import type { Experiments } from './experiments';
import { progressText } from './progressText';

/**
 * Shows in the status bar the progress of the experiments that are running. A click shows the results of the
 * first of them.
 */
export class ExperimentStatus extends Owner {
  private readonly item: vscode.StatusBarItem;

  constructor(private readonly experiments: Experiments) {
    super();
    const { Left } = vscode.StatusBarAlignment;
    this.item = this.own(vscode.window.createStatusBarItem('elman.experiments', Left, 11));
    this.item.name = vscode.l10n.t('Elman Experiments');
    this.own(experiments.onDidChange(() => this.show()));
  }

  private show(): void {
    const all = [...this.experiments.all];
    if (all.length === 0) {
      this.item.hide();
      return;
    }
    const [[uri, first]] = all;
    const lines = all.map(([, active]) => `${oneLine(active.experiment.name)}: ${progressText(active)}`);
    this.item.text = `$(beaker) ${progressText(first)}${all.length > 1 ? ` +${all.length - 1}` : ''}`;
    this.item.tooltip = lines.join('\n');
    this.item.accessibilityInformation = { label: lines.join('\n') };
    this.item.command = {
      title: vscode.l10n.t('Results'),
      command: commandId('experimentResults'),
      arguments: [vscode.Uri.parse(uri)],
    };
    this.item.show();
  }
}
