import * as vscode from 'vscode';
import type { RunSettings } from '../../protocol/run';
import type { Condition } from '../../settings/setting';
import { settingNamed } from '../../settings/settings';
import type { SettingsDraft } from './settingsDraft';

/** Returns the condition that a setting without effect would need. Undefined if the setting has an effect. */
export function unmetCondition(
  name: string,
  { settings, hasValidationFile }: Pick<SettingsDraft, 'settings' | 'hasValidationFile'>,
): string | undefined {
  const { onlyWith, onlyWithout } = settingNamed(name) ?? {};
  const hasFile = (setting: string | undefined) => setting === 'validation.file' && hasValidationFile;
  if (onlyWithout && hasFile(onlyWithout)) return vscode.l10n.t('only without {0}', onlyWithout);
  if (!onlyWith || hasFile(onlyWith.orWith) || isMet(onlyWith, settings)) return undefined;
  return vscode.l10n.t('only with {0}', describe(onlyWith));
}

function isMet(condition: Condition, settings: RunSettings): boolean {
  const value = settings[condition.setting];
  return 'above' in condition
    ? Number(value) > condition.above
    : condition.oneOf.some(each => each === value);
}

/** Names and values of settings are the same in every language. */
function describe(condition: Condition): string {
  const { setting } = condition;
  return 'above' in condition
    ? `${setting} > ${condition.above}`
    : `${setting}: ${condition.oneOf.join(', ')}`;
}
