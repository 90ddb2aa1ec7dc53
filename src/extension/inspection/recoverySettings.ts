import * as vscode from 'vscode';
import { fullName } from '../../common/runNames';
import type { RunRecord, RunSettings } from '../../protocol/run';
import { currentSettings } from '../settings';
import { askNumbers } from '../training/numberQuestions';
import { back } from '../training/quickSteps';
import { SettingQuestion } from '../training/settingQuestion';
import type { SettingRanges } from '../training/settingRanges';
import { SettingsDraft } from '../training/settingsDraft';

/**
 * Asks for the settings with which a network recovers. Proposes those of its run. Returns the settings that were asked
 * for. Undefined if the user cancelled.
 */
export async function askRecoverySettings(
  run: RunRecord,
  ranges: SettingRanges,
): Promise<RunSettings | undefined> {
  const { t } = vscode.l10n;
  const questions = [
    { name: 'training.maxIterations', label: t('Iterations') },
    { name: 'training.learningRate', label: t('Learning rate') },
  ];
  const title = t('Let {0} Recover', fullName(run));
  const draft = new SettingsDraft(title, currentSettings(run.settings), run.validationText !== undefined);
  const places = { place: 1, totalSteps: questions.length };
  const answer = await askNumbers(new SettingQuestion(ranges), questions, draft, places);
  if (answer === undefined || answer === back) return undefined;
  return Object.fromEntries(questions.map(({ name }) => [name, draft.settings[name]]));
}
