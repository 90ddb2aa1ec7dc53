import * as vscode from 'vscode';
import { noEffectOf } from '../../common/settingEffect';
import type { SettingsDraft } from './settingsDraft';

/**
 * Returns a text with the condition under which a setting would have an effect. Undefined if the setting has
 * an effect.
 */
export function unmetCondition(
  name: string,
  { settings, hasValidationFile }: Pick<SettingsDraft, 'settings' | 'hasValidationFile'>,
): string | undefined {
  const reason = noEffectOf(name, settings, hasValidationFile);
  if (!reason) return undefined;
  return 'onlyWith' in reason
    ? vscode.l10n.t('only with {0}', reason.onlyWith)
    : vscode.l10n.t('only without {0}', reason.onlyWithout);
}
