import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of all documents of the project. */
export const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...markdownIn('docs'),
  'examples/README.md',
  'media/samples/README.md',
];

function markdownIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter(name => name.endsWith('.md')).map(name => join(folder, name));
}
