import { spawn } from 'node:child_process';
import { ToolError } from '../../tools/toolError';
import { READABLE } from '../readableFolders';

/** Maximum number of characters that are kept of what a command prints. */
const LONGEST = 100_000_000;
/** Matches the lines with which a training reports its progress. They are not kept. */
const PROGRESS = /^\{"type":"(?:metrics|sample|validation)"/;

export interface ElmanOptions {
  /** The folder in which the command runs. */
  readonly folder: string;
  /** The folders in which the command may open model files. */
  readonly readable: readonly string[];
  readonly input?: string;
  /** Ends the command when it is aborted. A training stores its state first. */
  readonly signal?: AbortSignal;
  /** Called with each line about the progress of a training. */
  readonly onProgress?: (line: string) => void;
}

/**
 * Runs a command of this program in a process of its own, and returns what it has printed. Throws a ToolError
 * with the message of a command that fails, and if the signal ends the command.
 */
export async function runElman(args: readonly string[], options: ElmanOptions): Promise<string> {
  const { folder, readable, input = '', signal, onProgress } = options;
  const cancelled = () =>
    new ToolError('The call was cancelled. A training that had begun is stored; list_runs shows it.');
  if (signal?.aborted) throw cancelled();
  const child = spawn(process.execPath, [process.argv[1], ...args], {
    cwd: folder,
    env: { ...process.env, [READABLE]: JSON.stringify(readable) },
  });
  const end = () => child.kill('SIGTERM');
  signal?.addEventListener('abort', end);
  let [stdout, stderr, line] = ['', '', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (line + text).split('\n');
    line = lines.pop() ?? '';
    for (const each of lines) {
      if (PROGRESS.test(each)) onProgress?.(each);
      else stdout += `${each}\n`;
    }
    if (stdout.length > LONGEST) end();
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
  if (signal?.aborted) throw cancelled();
  if (stdout.length > LONGEST) throw new ToolError('The answer is too long. Read a shorter text.');
  if (code !== 0) throw new ToolError(stderr.trim() || `elman ended with ${code}.`);
  return stdout + line;
}
