import * as vscode from 'vscode';
import { networkOf } from '../../../common/networkName';
import { fullName } from '../../../common/runNames';
import type { RunRecord } from '../../../protocol/run';
import { Owner } from '../../disposableOwner';
import { stateName } from '../../format/runFigures';

/** Filters the runs in the tree. A run is shown if its words (`searchedTexts`) contain every word of the filter. */
export class RunFilter extends Owner {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChange = this.changed.event;
  private typed = '';

  get text(): string {
    return this.typed;
  }

  set(text: string): void {
    if (text === this.typed) return;
    this.typed = text;
    void vscode.commands.executeCommand('setContext', 'elman.filtered', text !== '');
    this.changed.fire();
  }

  fits(record: RunRecord): boolean {
    const words = this.typed.toLowerCase().split(/\s+/);
    if (words.length === 0) return true;
    const found = searchedTexts(record).join(' ').toLowerCase();
    return words.every(word => found.includes(word));
  }

  /** Opens an input box and filters the runs while the user types. Escape restores the previous filter. */
  ask(): void {
    const before = this.typed;
    const box = vscode.window.createInputBox();
    box.title = vscode.l10n.t('Filter Runs');
    box.prompt = vscode.l10n.t(
      'Words of the name, text, note, #tag, state or network; "starred" for starred runs',
    );
    box.value = before;
    let kept = before;
    box.onDidChangeValue(text => this.set(text.trim()));
    box.onDidAccept(() => {
      kept = box.value.trim();
      box.hide();
    });
    box.onDidHide(() => {
      this.set(kept);
      box.dispose();
    });
    box.show();
  }
}

/**
 * Returns the words of a run in which the words of the filter are searched. They include the run's state, in
 * English and in the language of VS Code.
 */
function searchedTexts(record: RunRecord): string[] {
  const { text, tags = [], starred, state, settings, note = '' } = record;
  return [
    fullName(record),
    text.name,
    note,
    ...tags.map(tag => `#${tag}`),
    state,
    stateName(record),
    networkOf(settings),
    String(settings['training.optimizer']),
    ...(starred ? ['★', 'starred', vscode.l10n.t('starred')] : []),
  ];
}
