import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { checkout } from '../../host/lib/paths';

/** Returns the title of a command, such as `trainOnFile`, in English or Japanese. */
export function titleOf(command: string, language: 'en' | 'ja'): string {
  const file = language === 'en' ? 'package.nls.json' : `package.nls.${language}.json`;
  const titles: Record<string, string> = JSON.parse(readFileSync(path.join(checkout, file), 'utf8'));
  const title = titles[`command.${command}`];
  if (title === undefined) throw new Error(`no command ${command} in ${file}`);
  return title;
}
