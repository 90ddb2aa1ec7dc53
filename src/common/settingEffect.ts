import type { RunSettings } from '../protocol/run';
import type { SettingCondition } from '../settings/setting';
import { settingNamed } from '../settings/settings';

/**
 * The reason why a setting has no effect. `onlyWith` is a condition that is not met, such as
 * `validation.fraction > 0`. `onlyWithout` is another setting, which names a file that is used instead.
 */
export type NoEffect = { readonly onlyWith: string } | { readonly onlyWithout: string };

/** Returns the reason why a setting has no effect among these settings. Undefined if it has an effect. */
export function noEffectOf(
  name: string,
  settings: RunSettings,
  hasValidationFile: boolean,
): NoEffect | undefined {
  const { onlyWith, onlyWithout } = settingNamed(name) ?? {};
  const hasFile = (setting: string | undefined) => setting === 'validation.file' && hasValidationFile;
  if (onlyWithout && hasFile(onlyWithout)) return { onlyWithout };
  if (!onlyWith || hasFile(onlyWith.orWith) || isMet(onlyWith, settings)) return undefined;
  return { onlyWith: describe(onlyWith) };
}

function isMet(condition: SettingCondition, settings: RunSettings): boolean {
  const value = settings[condition.setting];
  return 'above' in condition
    ? Number(value) > condition.above
    : condition.oneOf.some(each => each === value);
}

/**
 * Returns a condition as text. It needs no translation: names and values of settings are the same in every
 * language.
 */
function describe(condition: SettingCondition): string {
  const { setting } = condition;
  return 'above' in condition
    ? `${setting} > ${condition.above}`
    : `${setting}: ${condition.oneOf.join(', ')}`;
}
