import type { Setting } from '../../settings/setting';
import { type RunSettingName, runSettings, settings } from '../../settings/settings';
import type { SettingField } from './settingField';

/** The fields (type, range and default) of all settings that affect a run. */
export const fields = Object.fromEntries(
  runSettings.map(name => [name, fieldOf(settings[name])]),
) as Readonly<Record<RunSettingName, SettingField>>;

export function fieldOf(setting: Setting): SettingField {
  switch (setting.kind) {
    case 'choice':
      return { kind: 'choice', choices: Object.keys(setting.choices), default: setting.default };
    case 'text':
      return { kind: 'text', default: setting.default };
    case 'integer':
    case 'number': {
      const { kind, minimum, maximum, default: byDefault, exclusive, byOptimizer } = setting;
      const field = { kind, minimum, maximum, default: byDefault };
      return { ...field, ...(exclusive && { exclusive }), ...(byOptimizer && { byOptimizer }) };
    }
    default:
      throw new Error(`No worker reads a setting of the kind ${setting.kind}`);
  }
}
