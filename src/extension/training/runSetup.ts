import * as vscode from 'vscode';
import type { RunRecord, RunSettings } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { type Preset, presets } from '../../settings/presets';
import { complain } from '../notify';
import { currentSettings, readTrainingSettings, readValidationFile } from '../settings';
import { translate } from '../translate';
import { nameOf } from '../uris';
import { back, pickItem } from './quickSteps';
import { type Refusal, SettingList, trainNow } from './settingList';
import { SettingQuestion } from './settingQuestion';
import type { SettingRanges } from './settingRanges';
import { SettingsDraft } from './settingsDraft';

/**
 * What the user chose for one run: settings that replace the user's own, and the name of the preset, if any.
 */
export interface RunChoice {
  readonly name?: string;
  readonly settings: RunSettings;
}

type PresetItem = vscode.QuickPickItem & { readonly choice: RunChoice };
type Start<T> = (choice: RunChoice) => Promise<T>;

/** The most important numeric settings, in the order in which they are asked for. */
const numbers = () => [
  { name: 'model.hidden', label: vscode.l10n.t('Hidden units') },
  { name: 'training.learningRate', label: vscode.l10n.t('Learning rate') },
  { name: 'training.sequenceLength', label: vscode.l10n.t('Sequence length') },
  { name: 'training.maxIterations', label: vscode.l10n.t('Iterations') },
];

/** Number of questions: the preset, the numeric settings, and the list of all settings. */
const totalSteps = () => numbers().length + 2;

/**
 * Asks the questions of "Train on This File with…". Escape at any question cancels, and no run is started.
 */
export class RunSetup {
  private readonly question: SettingQuestion;
  private readonly list: SettingList;

  constructor(ranges: SettingRanges) {
    this.question = new SettingQuestion(ranges);
    this.list = new SettingList(ranges, this.question);
  }

  /**
   * Asks for a preset and its settings, then calls `start`. If `start` rejects the settings, asks again with
   * the same values filled in. Undefined if cancelled.
   */
  async ask<T>(text: vscode.Uri, start: Start<T>): Promise<T | undefined> {
    const title = vscode.l10n.t('Train on {0}', nameOf(text));
    const own = readTrainingSettings(text);
    const hasValidationFile = readValidationFile(text) !== undefined;
    const items = [...presets.map(itemOf), asTheyAre(own)];
    let item = await askPreset(title, items);
    while (item) {
      const { choice, label } = item;
      const draft = new SettingsDraft(
        `${title}: ${label}`,
        { ...own, ...choice.settings },
        hasValidationFile,
      );
      const outcome = await this.askSettings(draft, settings => start({ ...choice, settings }), 2);
      if (outcome !== back) return outcome;
      item = await askPreset(title, items, item);
    }
    return undefined;
  }

  /** Like `ask`, but without the question for a preset: begins with the settings of an existing run. */
  async askAgain<T>(
    { name, settings }: RunRecord,
    hasValidationText: boolean,
    start: (settings: RunSettings) => Promise<T>,
  ): Promise<T | undefined> {
    const title = vscode.l10n.t('Duplicate {0}', name);
    const draft = new SettingsDraft(title, currentSettings(settings), hasValidationText);
    const outcome = await this.askSettings(draft, start, 1);
    return outcome === back ? undefined : outcome; // the first question has no Back button
  }

  /**
   * Asks for the numeric settings, shows the list of all settings, and starts the run. `place` is the step of
   * the first question. Back in the list leads to the last number. Back at the first number returns `back`.
   */
  private async askSettings<T>(
    draft: SettingsDraft,
    start: (settings: RunSettings) => Promise<T>,
    place: number,
  ): Promise<T | typeof back | undefined> {
    let first = 0;
    for (;;) {
      const answer = await this.askNumbers(draft, first, place);
      if (answer !== 'all') return answer;
      const outcome = await this.askAll(draft, start, place + numbers().length);
      if (outcome !== back) return outcome;
      first = numbers().length - 1;
    }
  }

  /**
   * Asks for the numeric settings one by one. Returns `all` after the last, or `back` if the user goes back
   * from the first. Undefined if cancelled.
   */
  private async askNumbers(
    draft: SettingsDraft,
    first: number,
    place: number,
  ): Promise<'all' | typeof back | undefined> {
    const questions = numbers();
    const totalSteps = place + questions.length;
    for (let i = first; i < questions.length; ) {
      const { name, label } = questions[i];
      const answer = await this.question.ask(draft, name, label, { step: place + i, totalSteps });
      if (answer === undefined || (answer === back && i === 0)) return answer;
      if (answer === back) i--;
      else {
        draft.set(name, answer);
        i++;
      }
    }
    return 'all';
  }

  /** Shows the list of all settings, again after each time that `start` rejects them. */
  private async askAll<T>(
    draft: SettingsDraft,
    start: (settings: RunSettings) => Promise<T>,
    step: number,
  ): Promise<T | typeof back | undefined> {
    let refused: Refusal | undefined;
    for (;;) {
      const answer = await this.list.ask(draft, { step, totalSteps: step }, refused);
      if (answer !== trainNow) return answer;
      try {
        return await start(draft.settings);
      } catch (error) {
        refused = refusalOf(error, draft);
        if (!refused) throw error; // the list does not contain the cause
        // VS Code shortens a notification without buttons to one line.
        void complain(refused.message, vscode.l10n.t('OK'));
      }
    }
  }
}

function refusalOf(error: unknown, { settings }: SettingsDraft): Refusal | undefined {
  if (!(error instanceof UserError)) return undefined;
  const name = error.setting;
  if (name === undefined || !(name in settings)) return undefined;
  return { name, message: translate(error) };
}

async function askPreset(
  title: string,
  items: readonly PresetItem[],
  active?: PresetItem,
): Promise<PresetItem | undefined> {
  const placeholder = vscode.l10n.t('Choose a network or preset');
  const item = await pickItem({ title, placeholder, items, active, step: 1, totalSteps: totalSteps() });
  return item === back ? undefined : item; // the first question has no Back button
}

function asTheyAre(own: RunSettings): PresetItem {
  return {
    label: vscode.l10n.t('Current settings'),
    description: [own['model.cell'], own['model.activation'], own['model.hidden']].join(' · '),
    choice: { settings: {} },
  };
}

function itemOf({ name, description, settings }: Preset): PresetItem {
  const label = vscode.l10n.t(name);
  return { label, description: vscode.l10n.t(description), choice: { name: label, settings } };
}
