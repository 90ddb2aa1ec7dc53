import type { RunSettings, SettingValue } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { Configuration } from '../../settings/settings';
import { checkTogether } from './combinations';
import { fields } from './fields';
import { checkNames } from './names';
import type { SettingField } from './settingField';

const entries: readonly (readonly [string, SettingField])[] = Object.entries(fields);
const names = Object.keys(fields);
const OPTIMIZER = 'training.optimizer';
/**
 * The default values of all settings, by the name of the optimizer. Some defaults depend on the optimizer.
 */
const defaults = new Map<string, Configuration>();

/**
 * Checks settings and adds the defaults of missing ones. Throws a UserError for the first unknown or invalid
 * setting.
 */
export function configure(settings: RunSettings): Configuration {
  checkNames(settings, names);
  // Copies the object of defaults, which is much faster than building a new object. Thousands of runs may be
  // configured.
  const configuration: Record<string, SettingValue> = { ...defaultsWith(settings[OPTIMIZER]) };
  for (const [name, field] of entries) {
    const value = settings[name] ?? undefined; // JSON may contain null
    if (value === undefined) continue;
    check(name, field, value);
    configuration[name] = value;
  }
  // The assertion is valid because the checks above cover all fields.
  checkTogether(configuration as Configuration);
  return configuration as Configuration;
}

/** Returns the default values of all settings for an optimizer. Undefined means the default optimizer. */
export function defaultsWith(optimizer: SettingValue | undefined): Configuration {
  const name = String(optimizer ?? fields[OPTIMIZER].default);
  const known = defaults.get(name);
  if (known) return known;
  // The assertion is valid because the object has all fields.
  const found = Object.fromEntries(
    entries.map(([setting, field]) => [setting, setting === OPTIMIZER ? name : defaultOf(field, name)]),
  ) as Configuration;
  if (fits(fields[OPTIMIZER], name)) defaults.set(name, found);
  return found;
}

function defaultOf(field: SettingField, optimizer: string): SettingValue {
  if (field.kind !== 'number' || !field.byOptimizer) return field.default;
  const entry = Object.entries(field.byOptimizer).find(([name]) => name === optimizer);
  return entry?.[1] ?? field.default;
}

/** Throws a UserError unless `value` is valid for the setting `name`. */
export function checkSetting(name: keyof Configuration, value: SettingValue): void {
  check(name, fields[name], value);
}

/** Throws a UserError unless `value` is valid for the setting `name`, which `field` describes. */
export function check(name: string, field: SettingField, value: SettingValue): void {
  if (!fits(field, value)) throw refusal(name, field, value);
}

function fits(field: SettingField, value: SettingValue): boolean {
  if (field.kind === 'choice') return field.choices.includes(String(value));
  if (field.kind === 'text') return typeof value === 'string';
  const { minimum, maximum, exclusive, kind } = field;
  return (
    typeof value === 'number' &&
    (kind === 'number' || Number.isInteger(value)) &&
    (exclusive ? value > minimum : value >= minimum) &&
    value <= maximum
  );
}

/** Returns the error for a value that is not valid for the setting `name`. */
function refusal(name: string, field: SettingField, value: SettingValue): UserError {
  const setting = { setting: name };
  const found = JSON.stringify(value) ?? String(value);
  if (field.kind === 'choice') {
    return new UserError(
      'The setting {0} is {1}, but must be one of {2}.',
      [setting, found, field.choices.join(', ')],
      name,
    );
  }
  if (field.kind === 'text')
    return new UserError('The setting {0} is {1}, but must be a text.', [setting, found], name);
  const { minimum, maximum, exclusive, kind } = field;
  const template =
    kind === 'integer'
      ? 'The setting {0} is {1}, but must be a whole number from {2} to {3}.'
      : exclusive
        ? 'The setting {0} is {1}, but must be a number above {2} and up to {3}.'
        : 'The setting {0} is {1}, but must be a number from {2} to {3}.';
  return new UserError(template, [setting, found, minimum, maximum], name);
}
