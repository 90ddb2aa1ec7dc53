// Loads the tables of settings and of text generators from src. Bundles them first, because Node cannot load
// TypeScript modules of src directly.
import { build } from 'esbuild';

/**
 * Loads a TypeScript source file as a module.
 * @type {(file: string) => Promise<any>}
 */
export async function load(file) {
  const { outputFiles } = await build({ entryPoints: [file], bundle: true, format: 'esm', write: false });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

/** @type {typeof import('../../src/settings/settings')} */
export const { groups, settings, runSettings, withSettingNames } = await load('src/settings/settings.ts');

/** @type {typeof import('../../src/settings/labelSettings')} */
const { labelSettings } = await load('src/settings/labelSettings.ts');
/** The names of the settings that only classifiers and taggers have. */
export const labelSettingNames = Object.keys(labelSettings);

/** @type {typeof import('../../src/engine/experiments/generators')} */
export const { generatorNames } = await load('src/engine/experiments/generators/index.ts');

/** @type {(setting: string) => string} */
export const fullName = setting => `elman.${setting}`;

/**
 * Returns a description in which other settings have their names in VS Code.
 * @type {(description: string) => string}
 */
export const inVsCode = description => withSettingNames(description, fullName);

/**
 * Returns the key of a setting's description in package.nls.json.
 * @type {(setting: string) => string}
 */
export const textKey = setting => `setting.${setting}`;

/**
 * Returns the key in package.nls.json of the description of a setting's choice.
 * @type {(setting: string, choice: string) => string}
 */
export const choiceKey = (setting, choice) => `${textKey(setting)}.${choice.replace(' ', '.')}`;

/**
 * Returns the key of the title of a group of settings in package.nls.json.
 * @type {(group: string) => string}
 */
export const titleKey = group => `settings.${group}`;
