import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const INTERVAL = 5000;

export interface Installation {
  /** The path of the folder that the installation fills. */
  readonly folder: string;
  /** The size of the folder at the end of the installation, in megabytes. */
  readonly megabytes: number;
}

/**
 * Runs a command that fills a folder. Prints the progress to stderr: the size of the folder and the elapsed
 * time. Throws if the command fails.
 */
export async function installWithProgress(
  [command, ...args]: readonly string[],
  cwd: string,
  { folder, megabytes }: Installation,
): Promise<void> {
  const began = performance.now();
  // Sends the command's output to stderr, because stdout belongs to the command that calls this function.
  const child = spawn(command, args, { cwd, stdio: ['ignore', 2, 2] });
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - began) / 1000);
    console.error(`  ${sizeOf(folder)} of about ${megabytes} MB, ${seconds} s`);
  }, INTERVAL);
  try {
    // Throws an error if the command does not exist.
    const [status] = await once(child, 'exit');
    if (status !== 0) throw new Error(`${[command, ...args].join(' ')} failed in ${cwd}; see above`);
  } finally {
    clearInterval(timer);
  }
}

/** Returns the size of a folder in megabytes. 0 if the folder does not exist. */
function sizeOf(folder: string): number {
  const { stdout } = spawnSync('du', ['-sk', folder], { encoding: 'utf8' });
  return Math.round((Number.parseInt(stdout ?? '', 10) || 0) / 1000);
}
