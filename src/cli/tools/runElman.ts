import { spawn } from 'node:child_process';
import { ToolError } from '../../tools/toolError';

/** Maximum number of characters that are read of what a command prints. */
const LONGEST = 100_000_000;

export interface ElmanOptions {
  /** The folder in which the command runs. */
  readonly folder: string;
  readonly input?: string;
  /** Ends the command when it is aborted. A training stores its state first. */
  readonly signal?: AbortSignal;
  /** Called with each line of the standard output. */
  readonly onLine?: (line: string) => void;
}

/**
 * Runs a command of this program in a process of its own, and returns what it has printed. Throws a ToolError
 * with the message of a command that fails.
 */
export async function runElman(args: readonly string[], options: ElmanOptions): Promise<string> {
  const { folder, input = '', signal, onLine } = options;
  const child = spawn(process.execPath, [process.argv[1], ...args], { cwd: folder });
  const end = () => child.kill('SIGTERM');
  signal?.addEventListener('abort', end);
  let [stdout, stderr, line] = ['', '', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (stdout.length > LONGEST) end();
    const lines = (line + text).split('\n');
    line = lines.pop() ?? '';
    for (const each of lines) onLine?.(each);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-LONGEST);
  });
  // Ignores the error that the command has ended without reading its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number | null>((settle, fail) => {
    child.on('error', fail);
    child.on('close', settle);
  });
  signal?.removeEventListener('abort', end);
  if (stdout.length > LONGEST) throw new ToolError('The answer is too long. Read a shorter text.');
  if (code !== 0 && !signal?.aborted) throw new ToolError(stderr.trim() || `elman ended with ${code}.`);
  return stdout;
}
