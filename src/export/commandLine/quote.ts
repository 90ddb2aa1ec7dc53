export type Shell = 'posix' | 'windows';

/** Joins words to a command line that the shell splits into the same words. */
export function quoted(words: readonly string[], shell: Shell): string {
  const quote = shell === 'posix' ? forPosix : forWindows;
  return words.map(word => (/^[\w./:=,@+-]+$/.test(word) ? word : quote(word))).join(' ');
}

/** In POSIX single quotes every character is literal, except the single quote. */
const forPosix = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

/**
 * Windows programs treat a backslash as an escape only if a double quote follows, directly or after more
 * backslashes.
 */
const forWindows = (word: string) => `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`;
