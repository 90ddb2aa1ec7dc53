// Generates docs/reference/command-line.md from the help of the built command line.
import { spawnSync } from 'node:child_process';
import { note } from './markdown.mjs';

export function commandLinePage() {
  const overview = help('--help');
  const names = [...overview.matchAll(/^ {2}elman ([a-z0-9-]+) .*\.$/gm)].map(match => match[1]);
  const sections = names
    .filter(name => name !== 'help')
    .flatMap(name => [`## elman ${name}`, '', '```text', help('help', name), '```', '']);
  return ['# Command line', '', note, '', '```text', overview, '```', '', ...sections].join('\n');
}

/**
 * Returns the output of the command line with these arguments.
 * @type {(...args: readonly string[]) => string}
 */
function help(...args) {
  const { stdout, status } = spawnSync(process.execPath, ['dist/cli.mjs', ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`elman ${args.join(' ')} failed: build first`);
  return stdout.trimEnd();
}
