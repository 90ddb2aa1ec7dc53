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

/**
 * Quotes a word for Windows. Doubles backslashes before a double quote and at the end of the word, because
 * Windows programs treat only these as escapes.
 */
const forWindows = (word: string) => `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`;
