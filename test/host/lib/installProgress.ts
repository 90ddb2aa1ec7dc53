import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const INTERVAL = 5000;

export interface Installation {
  /** The folder that the installation fills. */
  readonly folder: string;
  /** The folder's size at the end, in megabytes. */
  readonly megabytes: number;
}

/**
 * Runs a command that fills a folder, and prints to stderr the progress: the size of the folder, and the time. Throws if
 * the command fails.
 */
export async function installWithProgress(
  [command, ...args]: readonly string[],
  cwd: string,
  { folder, megabytes }: Installation,
): Promise<void> {
  const began = performance.now();
  // Output goes to stderr, because stdout belongs to the calling command.
  const child = spawn(command, args, { cwd, stdio: ['ignore', 2, 2] });
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - began) / 1000);
    console.error(`  ${sizeOf(folder)} of about ${megabytes} MB, ${seconds} s`);
  }, INTERVAL);
  try {
    const [status] = await once(child, 'exit'); // throws if there is no such command
    if (status !== 0) throw new Error(`${[command, ...args].join(' ')} failed in ${cwd}; see above`);
  } finally {
    clearInterval(timer);
  }
}

/** The size of a folder in megabytes; 0 if it does not exist. */
function sizeOf(folder: string): number {
  const { stdout } = spawnSync('du', ['-sk', folder], { encoding: 'utf8' });
  return Math.round((Number.parseInt(stdout ?? '', 10) || 0) / 1000);
}
