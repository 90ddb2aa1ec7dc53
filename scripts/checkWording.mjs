// Rejects retired words (`retiredWords.mjs`) in messages, settings, documents, comments and test titles.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { retiredWordsIn } from './retiredWords.mjs';

/**
 * Returns the paths of the files in a folder whose names have this extension.
 * @type {(folder: string, extension: string) => string[]}
 */
function filesIn(folder, extension) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter(name => name.endsWith(extension)).map(name => join(folder, name));
}

/** Files that are not checked, because they contain retired words as examples. */
const quoting = [
  'scripts/retiredWords.mjs',
  'test/commitSubjects.test.ts',
  'test/engine/families/rnnlm/training.test.ts',
  'test/extension/wordAround.test.ts',
  'test/webview/preview/run.ts',
].map(name => join(name));

/**
 * Returns the lines of a file in which retired words are searched.
 * @type {(file: string) => string[]}
 */
function linesOf(file) {
  const text = readFileSync(file, 'utf8');
  // The keys of the translations are the English messages.
  if (file === 'l10n/bundle.l10n.ja.json') return Object.keys(JSON.parse(text));
  return text.split('\n');
}

const files = [
  'package.nls.json',
  'l10n/bundle.l10n.ja.json',
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'examples/README.md'],
  ...filesIn('docs', '.md'),
  ...['src', 'webview', 'test'].flatMap(folder => filesIn(folder, '.ts')),
  ...filesIn('scripts', '.mjs'),
].filter(file => !quoting.includes(file));
const problems = files.flatMap(file =>
  linesOf(file).flatMap((line, i) =>
    retiredWordsIn(line).map(found => `${file}:${i + 1}: ${found}: ${line.trim()}`),
  ),
);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
