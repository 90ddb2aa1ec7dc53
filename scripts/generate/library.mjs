// Generates docs/reference/library.md and docs/reference/extension-api.md from the published types, which
// `npm run build` makes (declareTypes.mjs).
import { readFileSync } from 'node:fs';
import { note } from './markdown.mjs';

/** Returns the page of the module. The interface `Settings` is left out: it repeats the page of the settings. */
export function libraryPage() {
  const intro = [
    'The exports of the module `elman-lab` (`dist/engine.mjs`) and their types. The',
    '[guide](../guide/library.md) has examples. `Settings` are the [settings](settings.md) of runs, without the',
    'prefix `elman.`; each of them may be missing.',
  ];
  const declarations = declarationsIn('dist/engine.d.ts').filter(({ name }) => name !== 'Settings');
  return page('The engine as a module', intro, declarations);
}

/** Returns the page of the extension's API for other extensions. */
export function extensionApiPage() {
  const intro = [
    'The types of `dist/extension.d.ts`, which other extensions import from `elman-lab/extension`. The',
    '[guide](../guide/extension-api.md) has examples.',
  ];
  return page('The API for other extensions', intro, declarationsIn('dist/extension.d.ts'));
}

/** @typedef {{ name: string, kind: string, comment: string, code: string }} Declaration */

/**
 * Returns the exported declarations of a file, functions and constants first.
 * @type {(file: string) => readonly Declaration[]}
 */
function declarationsIn(file) {
  const pattern =
    /(?:^\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?^(export (?:declare )?(\w+) (\w+)[\s\S]*?)(?=^\/\*\*|^export |$(?![\s\S]))/gm;
  const all = [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, comment = '', code, kind, name]) => ({
    name,
    kind,
    comment: textOf(comment),
    code: code.trim(),
  }));
  const isValue = ({ kind }) => ['function', 'const'].includes(kind);
  return [...all.filter(isValue), ...all.filter(declaration => !isValue(declaration))];
}

/**
 * Returns a comment without its asterisks.
 * @type {(comment: string) => string}
 */
const textOf = comment =>
  comment
    .split('\n')
    .map(line => line.replace(/^ ?\* ?/, ''))
    .join('\n')
    .trim();

/** @type {(title: string, intro: readonly string[], declarations: readonly Declaration[]) => string} */
function page(title, intro, declarations) {
  const sections = declarations.flatMap(({ name, comment, code }) => [
    `## ${name}`,
    '',
    ...(comment === '' ? [] : [comment, '']),
    '```ts',
    code,
    '```',
    '',
  ]);
  return [`# ${title}`, '', note, '', ...intro, '', ...sections].join('\n');
}
