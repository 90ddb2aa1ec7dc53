import { fieldOf } from '../../engine/configuration/fields';
import type { RunSettings } from '../../protocol/run';
import type { Setting } from '../../settings/setting';
import { commandFlag, type Flag } from './flag';
import { settingFlags } from './settingFlags';

/**
 * Returns the flags of the settings of a network that does not predict the next token. The help shows these defaults.
 * `isUsed`: whether a setting has an effect on the network.
 */
export const networkFlags = (defaults: RunSettings, isUsed: (setting: string) => boolean): Flag[] =>
  settingFlags.filter(({ setting = '' }) => isUsed(setting)).map(flag => withDefault(flag, defaults));

/** Returns the flag of a setting that language models do not have: `--direction` of `model.direction`. */
export function ownFlag(name: string, setting: Setting): Flag {
  const choices = 'choices' in setting ? { choices: setting.choices } : {};
  return { ...commandFlag(name.split('.')[1], fieldOf(setting), setting.description), ...choices };
}

function withDefault(flag: Flag, defaults: RunSettings): Flag {
  const { setting = '', value } = flag;
  const found = defaults[setting];
  if (found === undefined || typeof value !== 'object') return flag;
  if (value.kind === 'choice' || value.kind === 'text')
    return { ...flag, value: { ...value, default: String(found) } };
  return { ...flag, value: { ...value, default: Number(found), byOptimizer: undefined } };
}
