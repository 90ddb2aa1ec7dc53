import { settings as fields, type SettingField } from '../../engine';
import { flagName, kebab } from '../../export/commandLine/flagName';
import { fill, type Message } from '../../protocol/message';
import { labelSettings } from '../../settings/labelSettings';
import type { Setting } from '../../settings/setting';
import {
  groups,
  type RunSettingName,
  runSettings,
  settings,
  withSettingNames,
} from '../../settings/settings';
import { translationSettings } from '../../settings/translationSettings';
import type { Flag } from './flag';

/** Every setting of a run as a flag, in the order and groups of the settings editor. */
export const settingFlags: readonly Flag[] = groups.flatMap(group =>
  Object.keys(group.settings)
    .filter(isOfRuns)
    .map(name => flagOf(name, group.title)),
);

/** The flags of the settings that say how a text is split into tokens. */
export const textSettingFlags: readonly Flag[] = settingFlags.filter(({ setting }) =>
  setting?.startsWith('text.'),
);

/** Returns a message as text in which each setting appears as its flag, such as `--hidden`. */
export const inFlags = ({ template, args }: Message) => fill(template, args, flagFor);

/** Returns the flag of a setting, such as `--hidden`. */
function flagFor(setting: string): string {
  if (setting === 'validation.file') return '--validation-file';
  if (Object.hasOwn({ ...labelSettings, ...translationSettings }, setting))
    return `--${setting.split('.')[1]}`;
  return isOfRuns(setting) ? `--${flagName(setting)}` : setting;
}

function flagOf(setting: RunSettingName, group: string): Flag {
  const entry: Setting = settings[setting];
  const value: SettingField = fields[setting];
  const name = flagName(setting);
  const aliases = [kebab(setting), setting, ...(entry.aliases ?? [])].filter(alias => alias !== name);
  const choices =
    entry.kind === 'choice'
      ? Object.fromEntries(Object.entries(entry.choices).map(([choice, text]) => [choice, plain(text)]))
      : undefined;
  return { name, aliases, value, description: plain(entry.description), group, setting, choices };
}

/** Returns a description without Markdown, in which each setting appears as its flag. */
function plain(description: string): string {
  return withSettingNames(description, flagFor).replaceAll('`', '');
}

function isOfRuns(name: string): name is RunSettingName {
  return runSettings.some(known => known === name);
}
