export type Shell = 'posix' | 'windows';

/** Words as one line that a shell takes apart into the same words. */
export function quoted(words: readonly string[], shell: Shell): string {
  const quote = shell === 'posix' ? forPosix : forWindows;
  return words.map(word => (/^[\w./:=,@+-]+$/.test(word) ? word : quote(word))).join(' ');
}

/** Between apostrophes everything is itself, but an apostrophe. */
const forPosix = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

/** As Windows' programs take their line apart: backslashes count only before a quotation mark. */
const forWindows = (word: string) => `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`;
