import * as vscode from 'vscode';
import { trainNow } from './numberQuestions';
import { back, pickItem, type StepPlace } from './quickSteps';
import { unmetCondition } from './settingDependencies';
import type { SettingQuestion } from './settingQuestion';
import type { SettingRanges } from './settingRanges';
import type { SettingsDraft } from './settingsDraft';

/**
 * A row of the list. `name` is the name of the setting in the row. It is missing in rows that contain no
 * setting.
 */
type Row = vscode.QuickPickItem & { readonly name?: string };

/** The message with which the engine rejected the settings, and the setting that caused it. */
export interface Refusal {
  readonly name: string;
  readonly message: string;
}

/**
 * Shows all settings of a run in one list. The user can change any setting, and then start the training, go
 * back or cancel.
 */
export class SettingList {
  constructor(
    private readonly ranges: SettingRanges,
    private readonly question: SettingQuestion,
  ) {}

  /**
   * Shows the list. If a setting was rejected, its row is selected at first. Returns `trainNow` if the user
   * starts the training, or `back` if the user goes back. Undefined if the user cancelled.
   */
  async ask(
    draft: SettingsDraft,
    place: StepPlace,
    refused?: Refusal,
  ): Promise<typeof trainNow | typeof back | undefined> {
    let name = refused?.name;
    for (;;) {
      const items = this.rows(draft, refused);
      const row = await pickItem({
        ...place,
        title: draft.title,
        placeholder: vscode.l10n.t('Train now, or change a setting first'),
        items,
        active: items.find(item => item.name === name),
      });
      if (row === undefined || row === back) return row;
      name = row.name;
      if (name === undefined) return trainNow;
      const value = await this.question.ask(draft, name, name, place);
      if (value === undefined) return undefined;
      if (value === back) continue;
      draft.set(name, value);
      refused = undefined;
    }
  }

  private rows(draft: SettingsDraft, refused: Refusal | undefined): Row[] {
    const rows: Row[] = [{ label: vscode.l10n.t('Train now'), iconPath: new vscode.ThemeIcon('play') }];
    for (const { title, names } of this.ranges.groups) {
      // Leaves out settings that name folders or files, because a run does not store them.
      const offered = names.filter(name => name in draft.settings);
      const idle = offered.filter(name => unmetCondition(name, draft) !== undefined);
      const inOrder = [...offered.filter(name => !idle.includes(name)), ...idle];
      if (inOrder.length > 0) rows.push({ label: title, kind: vscode.QuickPickItemKind.Separator });
      rows.push(...inOrder.map(name => this.rowOf(name, draft, refused)));
    }
    return rows;
  }

  private rowOf(name: string, draft: SettingsDraft, refused: Refusal | undefined): Row {
    const message = refused?.name === name ? refused.message : undefined;
    const value = String(draft.settings[name]);
    const was = vscode.l10n.t('was {0}', String(draft.preset[name]));
    const parts = [draft.isChanged(name) ? `${value} ● ${was}` : value, unmetCondition(name, draft)];
    return {
      name,
      label: name,
      description: parts.filter(part => part !== undefined).join(' · '),
      detail: message ?? this.ranges.describe(name),
      iconPath: message ? new vscode.ThemeIcon('error') : undefined,
    };
  }
}
