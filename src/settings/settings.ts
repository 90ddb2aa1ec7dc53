import { intervals } from './intervals';
import { machine } from './machine';
import { model } from './model';
import { reading } from './reading';
import type { NamedSettings, Setting } from './setting';
import { text } from './text';
import { training } from './training';
import { validation } from './validation';
import { writing } from './writing';

/**
 * The groups of the settings editor, in order. This is the only source for settings: package.json, its
 * English texts, the reference, the flags of the command line and the types are made from it.
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
  { id: 'reading', title: 'Reading', settings: reading },
  { id: 'writing', title: 'Writing', settings: writing },
  { id: 'machine', title: 'Machine and Storage', settings: machine },
];

/** All settings by their names without the prefix `elman.`. */
export const settings = {
  ...model,
  ...training,
  ...validation,
  ...intervals,
  ...text,
  ...reading,
  ...writing,
  ...machine,
};

type Table = typeof settings;

/** A setting that a run depends on. */
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

/** A setting that can change while a run trains. */
export type LiveSetting = {
  [Name in RunSettingName]: Table[Name] extends { readonly live: true } ? Name : never;
}[RunSettingName];

const entries: readonly (readonly [string, Setting])[] = Object.entries(settings);

/** The names that satisfy a condition, which the types above express as well. */
function namesWhere<Name extends string>(fits: (setting: Setting) => boolean): readonly Name[] {
  return entries.filter(([, setting]) => fits(setting)).map(([name]) => name as Name);
}

export const runSettings = namesWhere<RunSettingName>(({ editorOnly }) => !editorOnly);

export const liveSettings = namesWhere<LiveSetting>(({ live }) => live === true);

/** Returns a setting by its name, which may come from outside. */
export function settingNamed(name: string): Setting | undefined {
  return Object.hasOwn(settings, name) ? settings[name as keyof Table] : undefined;
}

/** Replaces the names of settings in a description, `{model.hidden}`, by what `nameOf` returns for them. */
export function withSettingNames(description: string, nameOf: (setting: string) => string): string {
  return description.replaceAll(/\{(\w+\.\w+)\}/g, (_, name: string) => nameOf(name));
}
