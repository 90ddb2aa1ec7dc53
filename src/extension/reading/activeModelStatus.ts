import * as vscode from 'vscode';
import { oneLine } from '../../common/harmlessText';
import { commandId } from '../commandId';
import { Owner } from '../disposableOwner';
import type { ModelSources } from './pickModels';

/** Maximum length of a name in characters. Longer names are shortened in the status bar. */
const LONG = 24;

/** Shows the name of the active model in the status bar. A click lets the user choose another model. */
export class ActiveModelStatus extends Owner {
  readonly item: vscode.StatusBarItem;

  constructor(
    private readonly models: ModelSources,
    report: (error: unknown) => void,
  ) {
    super();
    const { runManager, modelRegistry, activeModel } = models;
    const { Right } = vscode.StatusBarAlignment;
    this.item = this.own(vscode.window.createStatusBarItem('elman.activeModel', Right, 102));
    this.item.name = vscode.l10n.t('Active model');
    this.item.command = commandId('chooseModel');
    this.own(activeModel.onDidChange(() => this.show()));
    void Promise.all([runManager.loadNewest(), modelRegistry.load()]).catch(report);
  }

  private show(): void {
    const { model, isChosen } = this.models.activeModel;
    if (!model) {
      this.item.hide();
      return;
    }
    const name = oneLine(model.name);
    this.item.text = `$(book) ${name.length > LONG ? `${name.slice(0, LONG - 1)}…` : name}`;
    this.item.tooltip = isChosen
      ? vscode.l10n.t('Active model: {0}. It scores the texts. Click to choose another.', name)
      : vscode.l10n.t('Active model: {0}, the newest. It scores the texts. Click to choose another.', name);
    this.item.accessibilityInformation = { label: this.item.tooltip, role: 'button' };
    this.item.show();
  }
}
