import { fieldOf } from '../../engine/configuration/fields';
import type { RunSettings } from '../../protocol/run';
import type { Setting } from '../../settings/setting';
import { commandFlag, type Flag } from './flag';
import { settingFlags } from './settingFlags';

/** The setting whose default depends on the optimizer. */
const RATE = 'training.learningRate';

/**
 * Returns the flags of the settings of a network that does not predict the next token. The help shows these defaults.
 * `isUsed`: whether a setting has an effect on the network. `fitting`: the cells that it can have, if not all.
 */
export const networkFlags = (
  defaults: RunSettings,
  isUsed: (setting: string) => boolean,
  fitting?: readonly string[],
): Flag[] =>
  settingFlags
    .filter(({ setting = '' }) => isUsed(setting))
    .map(flag =>
      withDefault(fitting && flag.setting === 'model.cell' ? withChoices(flag, fitting) : flag, defaults),
    );

/** Returns a flag whose help lists only certain choices. The others are refused with the reason. */
const withChoices = (flag: Flag, listed: readonly string[]): Flag => ({
  ...flag,
  choices: Object.fromEntries(
    Object.entries(flag.choices ?? {}).filter(([choice]) => listed.includes(choice)),
  ),
});

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
  const description =
    setting === RATE
      ? flag.description.replace(' Unless set, it is', ' With another --optimizer than the default, it is')
      : flag.description;
  return { ...flag, description, value: { ...value, default: Number(found), byOptimizer: undefined } };
}
