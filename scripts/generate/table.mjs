// Loads the tables of settings and of text generators from src. Bundles them first, because Node cannot load TypeScript
// modules of src directly.
import { build } from 'esbuild';

/** @type {(file: string) => Promise<any>} Loads a file of the sources. */
async function load(file) {
  const { outputFiles } = await build({ entryPoints: [file], bundle: true, format: 'esm', write: false });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

/** @type {typeof import('../../src/settings/settings')} */
export const { groups, settings, runSettings, withSettingNames } = await load('src/settings/settings.ts');

/** @type {typeof import('../../src/engine/experiments/generators')} */
export const { generatorNames } = await load('src/engine/experiments/generators/index.ts');

/** @type {(setting: string) => string} */
export const fullName = setting => `elman.${setting}`;

/** @type {(description: string) => string} A description with the names of settings in VS Code. */
export const inVsCode = description => withSettingNames(description, fullName);

/** @type {(setting: string) => string} The key of a setting's description in package.nls.json. */
export const textKey = setting => `setting.${setting}`;

/** @type {(setting: string, choice: string) => string} */
export const choiceKey = (setting, choice) => `${textKey(setting)}.${choice.replace(' ', '.')}`;

/** @type {(group: string) => string} */
export const titleKey = group => `settings.${group}`;
