import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RunRecord } from '../../src/protocol/run';
import { takeMultiplyAdd } from '../../src/workers/vectorFlags';

// Some tests expect the bits of the command line, which sets the same flag.
takeMultiplyAdd();

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Options {
  /** Additional options for Node. */
  readonly nodeOptions?: string;
  /** The text for the standard input. */
  readonly input?: string;
  /** Called with each piece of text that is printed on the standard error. */
  readonly onError?: (text: string) => void;
  /** Sends the signal `signal` as soon as the standard output or the standard error matches `at`. */
  readonly interrupt?: { readonly at: RegExp; readonly signal: NodeJS.Signals };
}

/** A temporary folder in which the command line runs. */
export class CliFolder {
  readonly folder = mkdtempSync(join(tmpdir(), 'elman-cli-'));

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Runs the built program with the words of a command line in this folder. */
  run(
    line: string | readonly string[],
    { input = '', interrupt, nodeOptions = '', onError }: Options = {},
  ): Promise<Ended> {
    const args = typeof line === 'string' ? line.split(' ').filter(word => word !== '') : line;
    const child = spawn(process.execPath, [resolve('dist/cli.mjs'), ...args], {
      cwd: this.folder,
      env: { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${nodeOptions}` },
    });
    let [stdout, stderr, sent] = ['', '', false];
    const interruptAt = (output: string) => {
      if (!interrupt || sent || !interrupt.at.test(output)) return;
      sent = true;
      child.kill(interrupt.signal);
    };
    child.stdout.on('data', data => {
      stdout += data;
      interruptAt(stdout);
    });
    child.stderr.on('data', data => {
      stderr += data;
      interruptAt(stderr);
      onError?.(String(data));
    });
    // Ignores the error that the program has ended without reading its input.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    return new Promise((settle, fail) => {
      child.on('error', fail);
      child.on('close', code => settle({ code, stdout, stderr }));
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

type Line = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Returns the lines that `--json` printed, as objects. */
export function linesOf({ stdout }: Ended): Line[] {
  return stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));
}

/** Returns the last event that `--json` printed, which must be of the type `run`. */
export function lastRecord(ended: Ended): RunRecord {
  const line: unknown = linesOf(ended).at(-1);
  // The line above asserts that its type is `run`.
  return line as RunRecord;
}
