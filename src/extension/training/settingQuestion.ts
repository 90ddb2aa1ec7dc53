import * as vscode from 'vscode';
import type { SettingValue } from '../../protocol/run';
import { askText, back, pickItem, type StepPlace } from './quickSteps';
import type { SettingChoice, SettingRanges } from './settingRanges';
import type { SettingsDraft } from './settingsDraft';

type Answer = SettingValue | typeof back | undefined;

/**
 * Asks the user for the value of a setting. Shows the list of its values or, if the value is typed, an input
 * box that checks the value after every keystroke.
 */
export class SettingQuestion {
  constructor(private readonly ranges: SettingRanges) {}

  /**
   * Asks the user for a value. The current value is selected in the list or filled in. `label` is the name of
   * the setting in the title.
   */
  ask(draft: SettingsDraft, name: string, label: string, place: StepPlace): Promise<Answer> {
    const title = `${draft.title} · ${label}`;
    const value = String(draft.settings[name]);
    const choices = this.ranges.choices(name);
    return choices ? this.pick(choices, title, name, value, place) : this.type(title, name, value, place);
  }

  private async pick(
    choices: readonly SettingChoice[],
    title: string,
    name: string,
    value: string,
    place: StepPlace,
  ): Promise<Answer> {
    const items = choices.map(choice => ({
      label: choice.value,
      description: choice.value === value ? vscode.l10n.t('chosen') : undefined,
      detail: choice.description,
    }));
    const active = items.find(({ label }) => label === value);
    const item = await pickItem({ ...place, title, placeholder: this.ranges.describe(name), items, active });
    return item === undefined || item === back ? item : item.label;
  }

  private async type(title: string, name: string, value: string, place: StepPlace): Promise<Answer> {
    const prompt = this.ranges.describe(name);
    const problem = (text: string) => this.ranges.problem(name, text);
    const typed = await askText({ ...place, title, prompt, value, problem });
    if (typed === undefined || typed === back) return typed;
    return this.ranges.isText(name) ? typed.trim() : this.ranges.parse(name, typed);
  }
}
