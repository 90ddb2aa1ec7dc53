import { contributes } from '../../../package.json';
import texts from '../../../package.nls.json';
import { type SettingField, type Settings, settings } from '../../engine';
import { flagName, kebab } from '../../export/commandLine/flagName';
import type { Flag } from './flag';

/** The flags of elman.py and of min-char-rnn's constants that have other names with us. */
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

/** Every setting as a flag, in the order and under the headings of the settings editor. */
export const settingFlags: readonly Flag[] = contributes.configuration.flatMap(({ title, properties }) =>
  Object.keys(properties)
    .map(full => names.find(name => full === `elman.${name}`))
    .filter(name => name !== undefined)
    .map(name => flagOf(name, textOf(title.replaceAll('%', '')))),
);

/** Our texts speak of settings by their full names; here they are flags. */
export function inFlags(text: string): string {
  return text
    .replaceAll('elman.validation.file', '--validation-file')
    .replaceAll('elman.runs.folder', '--runs')
    .replaceAll(/elman\.(\w+\.\w+)/g, (whole, name) => (isSetting(name) ? `--${flagName(name)}` : whole));
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

/** A text of package.json, without the marks of Markdown. */
function textOf(key: string): string {
  return inFlags(texted[key] ?? '').replaceAll('`', '');
}

function isSetting(name: string): name is keyof Settings {
  return names.some(known => known === name);
}
