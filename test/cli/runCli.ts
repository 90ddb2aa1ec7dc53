import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RunRecord } from '../../src/protocol/run';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Options {
  /** Additional options for Node. */
  readonly nodeOptions?: string;
  /** The standard input. */
  readonly input?: string;
  /** Sends `signal` as soon as the standard output matches `at`. */
  readonly interrupt?: { readonly at: RegExp; readonly signal: NodeJS.Signals };
}

/** A temporary folder in which the command line runs. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'elman-cli-'));

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Runs the built program with the words of a command line. */
  run(
    line: string | readonly string[],
    { input = '', interrupt, nodeOptions = '' }: Options = {},
  ): Promise<Ended> {
    const args = typeof line === 'string' ? line.split(' ').filter(word => word !== '') : line;
    const child = spawn(process.execPath, [resolve('dist/cli.mjs'), ...args], {
      cwd: this.folder,
      env: { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${nodeOptions}` },
    });
    let [stdout, stderr, sent] = ['', '', false];
    child.stdout.on('data', data => {
      stdout += data;
      if (!interrupt || sent || !interrupt.at.test(stdout)) return;
      sent = true;
      child.kill(interrupt.signal);
    });
    child.stderr.on('data', data => {
      stderr += data;
    });
    child.stdin.on('error', () => {}); // a program that reads no input may have ended already
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

/** What `--json` printed. */
export function linesOf({ stdout }: Ended): Line[] {
  return stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));
}

/** The last event that `--json` printed of the run. */
export function lastRecord(ended: Ended): RunRecord {
  const line: unknown = linesOf(ended).at(-1);
  return line as RunRecord; // callers check that its type is `run`
}
