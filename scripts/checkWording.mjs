// Rejects retired words (`retiredWords.mjs`) in messages, settings, documents, comments and test titles.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { retiredWordsIn } from './retiredWords.mjs';

/**
 * Returns the paths of the files in a folder whose names have one of these extensions.
 * @type {(folder: string, ...extensions: readonly string[]) => string[]}
 */
function filesIn(folder, ...extensions) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter(name => extensions.includes(extname(name))).map(name => join(folder, name));
}

/** Files that are not checked, because they contain retired words as examples. */
const quoting = [
  'scripts/retiredWords.mjs',
  'test/commitSubjects.test.ts',
  'test/engine/families/rnnlm/training.test.ts',
  'test/extension/wordAround.test.ts',
  'test/webview/preview/run.ts',
].map(name => join(name));

const files = [
  ...['package.json', 'package.nls.json', 'package.nls.ja.json'],
  'l10n/bundle.l10n.ja.json', // its keys are the English messages
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'media/samples/README.md'],
  ...filesIn('docs', '.md'),
  ...filesIn('examples', '.md', '.mjs', '.html', '.sh'),
  ...filesIn('src', '.ts'),
  ...filesIn('webview', '.ts', '.css'),
  ...filesIn('test', '.ts', '.mts', '.cjs', '.py'),
  ...filesIn('scripts', '.mjs'),
].filter(file => !quoting.includes(file));
const problems = files.flatMap(file =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, i) => retiredWordsIn(line).map(found => `${file}:${i + 1}: ${found}: ${line.trim()}`)),
);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
