import { contributes } from '../../../package.json';
import texts from '../../../package.nls.json';
import { type SettingField, type Settings, settings } from '../../engine';
import { flagName, kebab } from '../../export/commandLine/flagName';
import { fill, type Message } from '../../protocol/message';
import type { Flag } from './flag';

/** Other names of flags: those of elman.py, and of the constants of min-char-rnn. */
const others: Readonly<Partial<Record<keyof Settings, readonly string[]>>> = {
  'model.activation': ['activate_f'],
  'model.hidden': ['hidden_size'],
  'training.learningRate': ['lr', 'learning_rate'],
  'training.gradientClip': ['grad_clip'],
  'training.maxIterations': ['max_iter'],
  'training.sequenceLength': ['seq_length', 'bptt-block'],
  'model.classes': ['class'],
  'snapshot.interval': ['snapshot_t'],
  'snapshot.sampleLength': ['sample_n'],
};

const texted: Readonly<Record<string, string | undefined>> = texts;
const names = Object.keys(settings) as (keyof Settings)[];

/** Every setting as a flag, in the order and groups of the settings editor. */
export const settingFlags: readonly Flag[] = contributes.configuration.flatMap(({ title, properties }) =>
  Object.keys(properties)
    .map(full => names.find(name => full === `elman.${name}`))
    .filter(name => name !== undefined)
    .map(name => flagOf(name, textOf(title.replaceAll('%', '')))),
);

/** Returns a message with the names of flags for settings. */
export const inFlags = ({ template, args }: Message) => fill(template, args, flagFor);

/** Returns the flag for a setting, such as `--hidden`. */
function flagFor(setting: string): string {
  if (setting === 'validation.file') return '--validation-file';
  return isSetting(setting) ? `--${flagName(setting)}` : setting;
}

function flagOf(setting: keyof Settings, group: string): Flag {
  const value: SettingField = settings[setting];
  const name = flagName(setting);
  const aliases = [kebab(setting), setting, ...(others[setting] ?? [])].filter(alias => alias !== name);
  const choices =
    value.kind === 'choice'
      ? Object.fromEntries(value.choices.map(choice => [choice, textOf(`setting.${setting}.${choice}`)]))
      : undefined;
  return { name, aliases, value, description: textOf(`setting.${setting}`), group, setting, choices };
}

/** Returns a text of package.json, without Markdown formatting. */
function textOf(key: string): string {
  return (texted[key] ?? '').replaceAll(/elman\.(\w+\.\w+)/g, (_, name) => flagFor(name)).replaceAll('`', '');
}

function isSetting(name: string): name is keyof Settings {
  return names.some(known => known === name);
}
