// Writes the published types. dist/engine.d.ts contains the types of dist/engine.mjs in one file without
// imports: the compiler's declarations of the public files, and all settings with their descriptions.
// dist/extension.d.ts contains the API of the extension.
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runSettings, settings, withSettingNames } from './generate/table.mjs';

const folder = 'dist/types';
/**
 * The files that declare the public names and all types that these names use, except the files in `replaced`.
 */
const files = [
  'src/protocol/gradientReport',
  'src/protocol/message',
  'src/protocol/scoreCounts',
  'src/protocol/statePart',
  'src/protocol/userError',
  'src/engine/configuration/settingField',
  'src/engine/api/parameters',
  'src/engine/api/states',
  'src/engine/api/textScore',
  'src/engine/api/types',
  'src/package/engine',
];
const replaced = ['src/engine/api/settings', 'src/engine/index', 'src/package/kernelModules'];

/**
 * Returns the declarations of a file without imports. Throws if the file imports a file that is not in
 * `files`.
 * @type {(file: string) => string}
 */
function declarationsOf(file) {
  const text = readFileSync(join(folder, `${file}.d.ts`), 'utf8');
  const kept = text.replaceAll(/^(?:import|export (?:type )?[{*])[^;]*from '([^']+)';\n/gm, (_, from) => {
    const target = normalize(join(dirname(file), from)).replace(/^src\/engine$/, 'src/engine/index');
    if (![...files, ...replaced].includes(target)) throw new Error(`${file} makes ${target} public`);
    return '';
  });
  return kept.replaceAll(/\bengine\.(?=[A-Z])/g, '').trim();
}

/**
 * Removes the declarations of functions that the module does not export.
 * @type {(text: string, names: readonly string[]) => string}
 */
function withoutOtherFunctions(text, names) {
  const declaration = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\nexport declare function (\w+)[^;]*;\n?/g;
  return text.replaceAll(declaration, (whole, name) => (names.includes(name) ? whole : ''));
}

/** @typedef {import('../src/settings/setting').Setting} Setting */

/**
 * Returns the TypeScript type of a setting's value.
 * @type {(field: Setting) => string}
 */
function typeOf(field) {
  if (field.kind === 'text') return 'string';
  return field.kind === 'choice'
    ? Object.keys(field.choices)
        .map(choice => `'${choice}'`)
        .join(' | ')
    : 'number';
}

/**
 * Returns the range of a setting's value, as part of a comment.
 * @type {(field: Setting) => string}
 */
function rangeOf(field) {
  if (field.kind === 'choice' || field.kind === 'text') return '';
  const { minimum, maximum, exclusive } = field;
  return exclusive ? ` Above ${minimum}, up to ${maximum}.` : ` From ${minimum} to ${maximum}.`;
}

/**
 * Returns the default of a setting, as part of a comment. Empty if the default depends on the optimizer,
 * because the description then lists the defaults.
 * @type {(field: Setting) => string}
 */
function defaultOf(field) {
  if ('byOptimizer' in field) return '';
  return ` Default: ${field.default === '' ? 'empty' : field.default}.`;
}

function settingsInterface() {
  const lines = runSettings.map(name => {
    const field = settings[name];
    const description = withSettingNames(field.description, each => each);
    return `    /** ${description}${rangeOf(field)}${defaultOf(field)} */\n    readonly '${name}'?: ${typeOf(field)};`;
  });
  const comment = 'Settings by their names in VS Code without the `elman.`; what is missing has its default.';
  return `/** ${comment} */\nexport interface Settings {\n${lines.join('\n')}\n}`;
}

/** Writes the types. Reads the exports of dist/engine.mjs, which must be built first. */
export async function declareTypes() {
  const flags = [
    '--noEmit',
    'false',
    '--declaration',
    '--emitDeclarationOnly',
    '--rootDir',
    '.',
    '--outDir',
    folder,
  ];
  const { status } = spawnSync('node_modules/.bin/tsc', ['-p', 'src/package', ...flags], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the engine has no types');
  const module = await import(pathToFileURL('dist/engine.mjs').href);
  const [header] = /^\/\*\*[\s\S]*?\*\//.exec(readFileSync('src/package/engine.ts', 'utf8')) ?? [];
  const parts = [header, ...files.map(declarationsOf), settingsInterface()];
  const text = withoutOtherFunctions(parts.join('\n\n'), Object.keys(module));
  // TypeScript reads engine.d.mts for an import of engine.mjs. engine.d.ts is for references to the file by
  // its name.
  for (const name of ['dist/engine.d.ts', 'dist/engine.d.mts']) writeFileSync(name, `${text}\n`);
  rmSync(folder, { recursive: true });
  // This source file contains only types, so it can be copied.
  copyFileSync('src/extension/api/types.ts', 'dist/extension.d.ts');
}
