import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The duration and the results of a number of updates. */
export interface Lap {
  readonly seconds: number;
  /** Mean over the updates, in nats per token; 0 if nothing is trained. */
  readonly loss: number;
}

/** One of the programs that are compared. It waits, and works on request. */
export interface Side {
  /** The program and its kernels, as it reports them. */
  readonly name: string;
  lap(updates: number): Promise<Lap>;
  end(): void;
}

/** The command that starts a side. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Starts a program that prints its name, then one lap for every number that it reads, as one JSON object per
 * line. Rejects with the last line of its standard error if it ends instead.
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
