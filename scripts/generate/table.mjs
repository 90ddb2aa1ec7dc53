// The table of settings (src/settings), bundled so that Node can load it without a build.
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['src/settings/settings.ts'],
  bundle: true,
  format: 'esm',
  write: false,
});
const [{ text }] = outputFiles;

/** @type {typeof import('../../src/settings/settings')} */
export const { groups, settings, runSettings, withSettingNames } = await import(
  `data:text/javascript,${encodeURIComponent(text)}`
);

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
