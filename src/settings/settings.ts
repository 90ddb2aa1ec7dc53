import { intervals } from './intervalSettings';
import { labelSettings } from './labelSettings';
import { machine } from './machineSettings';
import { model } from './modelSettings';
import { reading } from './readingSettings';
import type { NamedSettings, Setting } from './setting';
import { text } from './textSettings';
import { training } from './trainingSettings';
import { translatorSettings } from './translationSettings';
import { validation } from './validationSettings';
import { vectors } from './vectorSettings';
import { writing } from './writingSettings';

/**
 * The groups of the settings editor, in order. This is the only source for settings: package.json, its
 * English texts, the settings reference, the command-line flags and the types are generated from it.
 */
export const groups: readonly {
  readonly id: string;
  readonly title: string;
  readonly settings: NamedSettings;
}[] = [
  { id: 'model', title: 'Model', settings: model },
  { id: 'training', title: 'Training', settings: training },
  { id: 'validation', title: 'Validation', settings: validation },
  { id: 'snapshot', title: 'Samples and Measurements', settings: intervals },
  { id: 'text', title: 'Text', settings: text },
  { id: 'labels', title: 'Classifiers and Taggers', settings: labelSettings },
  { id: 'translators', title: 'Translators', settings: translatorSettings },
  { id: 'reading', title: 'Reading', settings: reading },
  { id: 'writing', title: 'Writing', settings: writing },
  { id: 'vectors', title: 'Word Vectors', settings: vectors },
  { id: 'machine', title: 'Machine and Storage', settings: machine },
];

/** All settings by their names without the prefix `elman.`. */
export const settings = {
  ...model,
  ...training,
  ...validation,
  ...intervals,
  ...text,
  ...labelSettings,
  ...translatorSettings,
  ...reading,
  ...writing,
  ...vectors,
  ...machine,
};

type Table = typeof settings;

/** The name of a setting that affects a run. */
export type RunSettingName = {
  [Name in keyof Table]: Table[Name] extends { readonly editorOnly: true } ? never : Name;
}[keyof Table];

type Value<S> = S extends { readonly choices: infer Choices }
  ? keyof Choices
  : S extends { readonly kind: 'text' }
    ? string
    : number;

/** All settings that affect a run. */
export type Configuration = { readonly [Name in RunSettingName]: Value<Table[Name]> };

/** The name of a setting that can be changed while a run trains. */
export type LiveSetting = {
  [Name in RunSettingName]: Table[Name] extends { readonly live: true } ? Name : never;
}[RunSettingName];

const entries: readonly (readonly [string, Setting])[] = Object.entries(settings);

/** Returns the names of the settings for which `fits` is true. The caller passes their type as `Name`. */
function namesWhere<Name extends string>(fits: (setting: Setting) => boolean): readonly Name[] {
  return entries.filter(([, setting]) => fits(setting)).map(([name]) => name as Name);
}

export const runSettings = namesWhere<RunSettingName>(({ editorOnly }) => !editorOnly);

export const liveSettings = namesWhere<LiveSetting>(({ live }) => live === true);

/** Returns the setting with a name. Undefined if there is none: names may come from files or users. */
export function settingNamed(name: string): Setting | undefined {
  return Object.hasOwn(settings, name) ? settings[name as keyof Table] : undefined;
}

/**
 * Replaces each name of a setting in braces in a description, such as `{model.hidden}`, with the result of
 * `nameOf`.
 */
export function withSettingNames(description: string, nameOf: (setting: string) => string): string {
  return description.replaceAll(/\{(\w+\.\w+)\}/g, (_, name: string) => nameOf(name));
}
