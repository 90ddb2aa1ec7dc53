import type { RunSettings, SettingValue } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { Configuration } from '../../settings/settings';
import { checkTogether } from './combinations';
import { fields } from './fields';
import { checkNames } from './names';
import type { SettingField } from './settingField';

/**
 * Checks settings and adds the defaults of missing ones. Throws a UserError for the first unknown or invalid
 * setting.
 */
export function configure(settings: RunSettings): Configuration {
  checkNames(settings, Object.keys(fields));
  const checked = Object.entries(fields).map(([name, field]: [string, SettingField]) => {
    const value = settings[name] ?? defaultOf(field, settings);
    check(name, field, value);
    return [name, value];
  });
  // The assertion is valid because the checks above cover all fields.
  const configuration = Object.fromEntries(checked) as Configuration;
  checkTogether(configuration);
  return configuration;
}

/** Returns the default value of a setting, which may depend on the chosen optimizer. */
function defaultOf(field: SettingField, settings: RunSettings): SettingValue {
  if (field.kind !== 'number' || !field.byOptimizer) return field.default;
  const optimizer = String(settings['training.optimizer'] ?? fields['training.optimizer'].default);
  const entry = Object.entries(field.byOptimizer).find(([name]) => name === optimizer);
  return entry?.[1] ?? field.default; // `training.optimizer` rejects unknown ones
}

/** Throws a UserError unless `value` is valid for the setting `name`. */
export function checkSetting(name: keyof Configuration, value: SettingValue): void {
  check(name, fields[name], value);
}

/** Throws a UserError unless `value` is in the range of the setting `name`. */
export function check(name: string, field: SettingField, value: SettingValue): void {
  const setting = { setting: name };
  const found = JSON.stringify(value) ?? String(value);
  if (field.kind === 'choice') {
    if (field.choices.includes(String(value))) return;
    throw new UserError(
      'The setting {0} is {1}, but must be one of {2}.',
      [setting, found, field.choices.join(', ')],
      name,
    );
  }
  if (field.kind === 'text') {
    if (typeof value === 'string') return;
    throw new UserError('The setting {0} is {1}, but must be a text.', [setting, found], name);
  }
  const { minimum, maximum, exclusive, kind } = field;
  const fits =
    typeof value === 'number' &&
    (kind === 'number' || Number.isInteger(value)) &&
    (exclusive ? value > minimum : value >= minimum) &&
    value <= maximum;
  if (fits) return;
  const template =
    kind === 'integer'
      ? 'The setting {0} is {1}, but must be a whole number from {2} to {3}.'
      : exclusive
        ? 'The setting {0} is {1}, but must be a number above {2} and up to {3}.'
        : 'The setting {0} is {1}, but must be a number from {2} to {3}.';
  throw new UserError(template, [setting, found, minimum, maximum], name);
}
