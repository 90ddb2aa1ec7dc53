import * as vscode from 'vscode';
import { fullName } from '../../common/runNames';
import { type RunTask, taskOf } from '../../common/runTask';
import type { RunRecord, RunSettings } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { showError } from '../notify';
import {
  currentSettings,
  readTrainingSettings,
  readValidationFile,
  usedByCloze,
  usedByLabels,
  usedByTranslation,
} from '../settings';
import { translate } from '../translate';
import { nameOf } from '../uris';
import { askNumbers, trainNow } from './numberQuestions';
import { askPreset, type PresetItem, presetItems, type RunChoice } from './presetQuestion';
import { back } from './quickSteps';
import { type Refusal, SettingList } from './settingList';
import { SettingQuestion } from './settingQuestion';
import type { SettingRanges } from './settingRanges';
import { SettingsDraft } from './settingsDraft';

type Start<T> = (choice: RunChoice) => Promise<T>;
/**
 * A function that returns the settings that hold out a part of the text. They are added to the other settings
 * of the run.
 */
export type HeldOut = (settings: RunSettings) => RunSettings;
type NumbersAnswer = Awaited<ReturnType<typeof askNumbers>>;

/** Returns the most important numeric settings. The user is asked for them in this order. */
const numbers = () => [
  { name: 'model.hidden', label: vscode.l10n.t('Hidden units') },
  { name: 'training.learningRate', label: vscode.l10n.t('Learning rate') },
  { name: 'training.sequenceLength', label: vscode.l10n.t('Sequence length') },
  { name: 'training.maxIterations', label: vscode.l10n.t('Iterations') },
];

/** The settings of a run before the user changes them. */
export interface RunQuestion {
  /** Title of the list of settings. */
  readonly title: string;
  readonly settings: RunSettings;
  readonly hasValidationFile: boolean;
}

/**
 * Returns the settings of a choice before the user changes them. A part of the text is held out, so that the
 * run can be compared with other runs, unless the preset is that of a program that holds out another part or
 * none.
 */
export function initialSettings(own: RunSettings, choice: RunChoice, heldOut: HeldOut): RunSettings {
  const settings = { ...own, ...choice.settings };
  const isDecided = choice.wholeText || 'validation.fraction' in choice.settings;
  return isDecided ? settings : { ...settings, ...heldOut(settings) };
}

/**
 * Asks the questions of "Train on This File with…". Escape at any question cancels all, and no run is
 * started.
 */
export class RunSetup {
  private readonly question: SettingQuestion;
  private readonly list: SettingList;

  constructor(ranges: SettingRanges) {
    this.question = new SettingQuestion(ranges);
    this.list = new SettingList(ranges, this.question);
  }

  /**
   * Asks the user for a preset and for its settings, then calls `start`. If `start` rejects the settings,
   * asks again with the same values filled in. Undefined if the user cancelled.
   */
  async ask<T>(text: vscode.Uri, heldOut: HeldOut, start: Start<T>): Promise<T | undefined> {
    const title = vscode.l10n.t('Train on {0}', nameOf(text));
    const own = readTrainingSettings(text);
    const hasValidationFile = readValidationFile(text) !== undefined;
    const items = presetItems(own);
    // Counts the questions for the numbers, the question for the preset, and the list of all settings.
    const totalSteps = numbers().length + 2;
    for (let active: PresetItem | undefined; ; ) {
      const { item, isNow } = await askPreset({ title, totalSteps }, items, active);
      if (!item) return undefined;
      const { choice, label } = item;
      const initial = initialSettings(own, choice, heldOut);
      const draft = new SettingsDraft(`${title}: ${label}`, initial, hasValidationFile);
      const begin = (settings: RunSettings) => start({ ...choice, settings });
      const outcome = await this.askSettings(draft, begin, { place: 2, isNow });
      if (outcome !== back) return outcome;
      active = item;
    }
  }

  /**
   * Asks as `ask` does, but not for a preset: the initial values are the settings of an existing run.
   * Undefined if the user cancelled.
   */
  async askAgain<T>(
    run: RunRecord,
    hasValidationText: boolean,
    start: (settings: RunSettings) => Promise<T>,
  ): Promise<T | undefined> {
    const title = vscode.l10n.t('Duplicate {0}', fullName(run));
    const stored = currentSettings(run.settings);
    const settings = usedBy(taskOf(run), stored);
    const draft = new SettingsDraft(title, settings, hasValidationText);
    const outcome = await this.askSettings(draft, start, { place: 1, isNow: false });
    // The first question has no Back button, so `back` does not occur.
    return outcome === back ? undefined : outcome;
  }

  /**
   * Shows the list of all settings and calls `start`. If `start` rejects the settings, shows the list again. Undefined if the
   * user cancelled.
   */
  async askList<T>(
    { title, settings, hasValidationFile }: RunQuestion,
    start: (settings: RunSettings) => Promise<T>,
  ): Promise<T | undefined> {
    const draft = new SettingsDraft(title, settings, hasValidationFile);
    const outcome = await this.askAll(draft, start, { step: 1, isNow: false });
    // The only step has no Back button, so `back` does not occur.
    return outcome === back ? undefined : outcome;
  }

  /**
   * Asks the user for the numeric settings, shows the list of all settings, and starts the run. `place` is
   * the step number of the first question. With `isNow`, asks nothing unless `start` rejects the settings.
   * Going back from the list leads to the last number. Going back from the first number makes this method
   * return `back`. Undefined if the user cancelled.
   */
  private async askSettings<T>(
    draft: SettingsDraft,
    start: (settings: RunSettings) => Promise<T>,
    { place, isNow }: { readonly place: number; readonly isNow: boolean },
  ): Promise<T | typeof back | undefined> {
    let answer: NumbersAnswer = isNow ? trainNow : 'all';
    const asked = numbers().filter(({ name }) => name in draft.settings);
    for (let first = 0; ; first = asked.length - 1) {
      const step = place + asked.length;
      if (!isNow || first > 0)
        answer = await askNumbers(this.question, asked, draft, { place, totalSteps: step, first });
      if (answer === undefined || answer === back) return answer;
      const outcome = await this.askAll(draft, start, { step, isNow: answer === trainNow });
      if (outcome !== back) return outcome;
    }
  }

  /**
   * Shows the list of all settings and calls `start`. Shows the list again whenever `start` rejects the
   * settings. With `isNow`, calls `start` before it shows the list. Returns `back` if the user goes back from
   * the list. Undefined if the user cancelled.
   */
  private async askAll<T>(
    draft: SettingsDraft,
    start: (settings: RunSettings) => Promise<T>,
    { step, isNow }: { readonly step: number; readonly isNow: boolean },
  ): Promise<T | typeof back | undefined> {
    let refused: Refusal | undefined;
    for (let asks = !isNow; ; asks = true) {
      const answer = asks ? await this.list.ask(draft, { step, totalSteps: step }, refused) : trainNow;
      if (answer !== trainNow) return answer;
      try {
        return await start(draft.settings);
      } catch (error) {
        refused = refusalOf(error, draft);
        // Throws an error that concerns no setting, because changing settings in the list cannot correct it.
        if (!refused) throw error;
        // Shows a button, because VS Code shortens a notification without buttons to one line.
        void showError(refused.message, vscode.l10n.t('OK'));
      }
    }
  }
}

/** Returns those settings that a run with a task uses. */
function usedBy(task: RunTask, settings: RunSettings): RunSettings {
  if (task === 'translate') return usedByTranslation(settings);
  if (task === 'cloze') return usedByCloze(settings);
  return task === 'classify' || task === 'tag' ? usedByLabels(settings) : settings;
}

function refusalOf(error: unknown, { settings }: SettingsDraft): Refusal | undefined {
  if (!(error instanceof UserError)) return undefined;
  const name = error.setting;
  if (name === undefined || !(name in settings)) return undefined;
  return { name, message: translate(error) };
}
