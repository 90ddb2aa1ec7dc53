export type Shell = 'posix' | 'windows';

/** Joins words to a command line that the shell splits into the same words. */
export function quoted(words: readonly string[], shell: Shell): string {
  const quote = shell === 'posix' ? forPosix : forWindows;
  return words.map(word => (/^[\w./:=,@+-]+$/.test(word) ? word : quote(word))).join(' ');
}

/**
 * Quotes a word for a POSIX shell. In single quotes, every character is literal except the single quote
 * itself.
 */
const forPosix = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

/** Characters that PowerShell or cmd interpret in double quotes, and control characters. */
const ACTIVE = /["`$%!\p{Cc}]/gu;

/**
 * Quotes a word for Windows. Replaces characters that a shell interprets in double quotes by `_`: PowerShell and cmd escape
 * them in different ways, and the name of a run may come from other people. Doubles backslashes at the end of the word,
 * because Windows programs treat them as escapes there.
 */
const forWindows = (word: string) => `"${word.replace(ACTIVE, '_').replace(/\\+$/, '$&$&')}"`;
