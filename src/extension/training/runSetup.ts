import * as vscode from 'vscode';
import type { Settings } from '../../protocol/run';
import { type Preset, presets } from './presets';
import { askText, back, pickItem } from './quickSteps';
import type { SettingRanges } from './settingRanges';

/** What a person chose for one run: a name for it, unless the settings stay as they are, and what differs from these. */
export interface RunChoice {
  readonly name?: string;
  readonly settings: Settings;
}

type PresetItem = vscode.QuickPickItem & { readonly choice: RunChoice };

/** The numbers that matter most, in the order in which they are asked for. */
const numbers = () => [
  { name: 'model.hidden', label: vscode.l10n.t('Hidden units') },
  { name: 'training.learningRate', label: vscode.l10n.t('Learning rate') },
  { name: 'training.sequenceLength', label: vscode.l10n.t('Sequence length') },
  { name: 'training.maxIterations', label: vscode.l10n.t('Iterations') },
];

/** The questions of "Train on This File with…". Escape at any of them ends it, with nothing started. */
export class RunSetup {
  constructor(private readonly ranges: SettingRanges) {}

  /** `own` are the settings that hold for the text. */
  async ask(text: string, own: Settings): Promise<RunChoice | undefined> {
    const title = vscode.l10n.t('Train on {0}', text);
    const items = [...presets.map(itemOf), asTheyAre(own)];
    let item = await this.askPreset(title, items);
    while (item) {
      const { choice, label } = item;
      const answer = await this.askNumbers(`${title}: ${label}`, { ...own, ...choice.settings });
      if (answer !== back) return answer && { ...choice, settings: { ...choice.settings, ...answer } };
      item = await this.askPreset(title, items, item);
    }
    return undefined;
  }

  private askPreset(
    title: string,
    items: readonly PresetItem[],
    active?: PresetItem,
  ): Promise<PresetItem | undefined> {
    const placeholder = vscode.l10n.t('Which network, with whose settings?');
    return pickItem({ title, placeholder, items, active, step: 1, totalSteps: 1 + numbers().length });
  }

  /** One number after the other, on to the last or back beyond the first; what was typed stays. */
  private async askNumbers(title: string, initial: Settings): Promise<Settings | typeof back | undefined> {
    const questions = numbers();
    const typed = questions.map(({ name }) => String(initial[name]));
    for (let i = 0; i < questions.length; ) {
      const { name, label } = questions[i];
      const answer = await askText({
        title: `${title} · ${label}`,
        prompt: this.ranges.describe(name),
        value: typed[i],
        problem: text => this.ranges.problem(name, text),
        step: i + 2,
        totalSteps: questions.length + 1,
      });
      if (answer === undefined || (answer === back && i === 0)) return answer;
      if (answer === back) i--;
      else typed[i++] = answer;
    }
    const entries = questions.map(({ name }, i) => [name, this.ranges.parse(name, typed[i]) ?? typed[i]]);
    return Object.fromEntries(entries);
  }
}

function asTheyAre(own: Settings): PresetItem {
  return {
    label: vscode.l10n.t('The settings as they are'),
    description: [own['model.cell'], own['model.activation'], own['model.hidden']].join(' · '),
    choice: { settings: {} },
  };
}

function itemOf({ name, description, settings }: Preset): PresetItem {
  const label = vscode.l10n.t(name);
  return { label, description: vscode.l10n.t(description), choice: { name: label, settings } };
}
