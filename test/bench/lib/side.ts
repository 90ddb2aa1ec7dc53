import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The duration and the mean loss of a number of updates. */
export interface Lap {
  readonly seconds: number;
  /** Mean loss of the updates in nats per token. 0 if the program trains nothing. */
  readonly loss: number;
  /** The program's largest memory so far in megabytes. Missing if another process does the work. */
  readonly memory?: number;
}

/** A running program that is compared with others. It waits, and works when it is asked to. */
export interface Side {
  /** The name of the program and its kernels, which the program prints. */
  readonly name: string;
  lap(updates: number): Promise<Lap>;
  end(): void;
}

/** The command that starts a program to compare. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Starts a program that prints its name, and then one lap for every number that it reads, as one JSON object
 * per line. Rejects with the last line of the program's standard error if it ends too early.
 */
export async function startSide({ command, args, env }: Program): Promise<Side> {
  const child = spawn(command, args, { env, stdio: 'pipe' });
  let complaint = '';
  child.stderr.on('data', data => {
    complaint += data;
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (!done) return JSON.parse(value);
    throw new Error(complaint.trim().split('\n').at(-1) ?? `${command} ended`);
  };
  child.on('error', error => {
    complaint += error.message;
  });
  child.stdin.on('error', () => {}); // the program has ended, which `next` reports
  const { name }: { name: string } = await next();
  return {
    name,
    lap(updates) {
      child.stdin.write(`${updates}\n`);
      return next();
    },
    end: () => child.kill(),
  };
}
