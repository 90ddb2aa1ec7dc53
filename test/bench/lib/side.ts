import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The duration and the results of a number of updates. */
export interface Lap {
  readonly seconds: number;
  /** Mean over the updates, nats per token; 0 where nothing is learned. */
  readonly loss: number;
}

/** One of those that do the same work: it waits, and trains when it is asked to. */
export interface Side {
  /** What computes, and with which kernels, as it says itself. */
  readonly name: string;
  lap(updates: number): Promise<Lap>;
  end(): void;
}

/** How a side is started. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Starts a program that prints its name, and then a lap for every number that it reads; a JSON object a line. Rejects
 * with what it wrote to its standard error if it ends instead.
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
  child.stdin.on('error', () => {}); // it ended; `next` reports that
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
