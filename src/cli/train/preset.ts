import type { Settings } from '../../engine';
import { type Preset, presetFlag } from '../../settings/preset';
import { presets } from '../../settings/presets';
import { type Call, textFlag } from '../command/command';
import { commandFlag, type Flag } from '../command/flag';

const named = new Map(presets.map(preset => [presetFlag(preset), preset]));

/** The flag `--preset`, whose possible values are the names of the presets. */
export const presetFlagOfCommand: Flag = {
  ...commandFlag(
    'preset',
    { kind: 'choice', choices: [...named.keys()], default: '' },
    'The settings of a known program or network. Other flags replace single ones.',
  ),
  choices: Object.fromEntries([...named].map(([name, preset]) => [name, described(preset)])),
};

function described({ description, details }: Preset): string {
  return details ? `${description}. ${details}` : description;
}

/** Returns the settings of the chosen preset. Empty if no preset was chosen. */
export function presetSettings(call: Call): Settings {
  return named.get(textFlag(call, 'preset') ?? '')?.settings ?? {};
}
