// Refuses words that readers stumbled over, in messages, settings, the command line's help and documents.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { retiredWordsIn } from './retiredWords.mjs';

/** @type {(folder: string, extension: string) => string[]} */
function filesIn(folder, extension) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter(name => name.endsWith(extension)).map(name => join(folder, name));
}

/** @type {(file: string) => string[]} The lines of a file that people read. */
function linesOf(file) {
  const text = readFileSync(file, 'utf8');
  if (file === 'l10n/bundle.l10n.ja.json') return Object.keys(JSON.parse(text)); // the English messages
  if (!file.endsWith('.ts')) return text.split('\n');
  return text
    .split('\n')
    .map(line => (line.match(/'[^']* [^']*'|`[^`]* [^`]*`|"[^"]* [^"]*"/g) ?? []).join(' '));
}

const files = [
  'package.nls.json',
  'l10n/bundle.l10n.ja.json',
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'examples/README.md'],
  ...filesIn('docs', '.md'),
  ...filesIn('src/cli', '.ts'),
];
const problems = files.flatMap(file =>
  linesOf(file).flatMap((line, i) =>
    retiredWordsIn(line).map(found => `${file}:${i + 1}: ${found}: ${line.trim()}`),
  ),
);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
