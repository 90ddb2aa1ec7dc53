import type { FileHandle } from 'node:fs/promises';
import { constants } from 'node:os';
import { replaceFileBy } from '../workers/replaceFile';
import { endSignals } from './signals';

/**
 * Replaces a file as `replaceFileBy` does. If a signal ends the program before the new file is complete, the incomplete
 * one is removed first: it can be several gigabytes. A signal with another listener is left to that listener.
 */
export async function replaceUnlessEnded(
  target: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<void> {
  let ending: NodeJS.Signals | undefined;
  let end = (_: NodeJS.Signals) => {};
  const ended = new Promise<never>((_, reject) => {
    end = signal => {
      ending = signal;
      reject(new Error(signal));
    };
  });
  // Without this, an end after the last write would be an unhandled rejection.
  ended.catch(() => undefined);
  const signals = endSignals.filter(signal => process.listenerCount(signal) === 0);
  for (const signal of signals) process.on(signal, end);
  try {
    await replaceFileBy(target, file => Promise.race([write(file), ended]));
  } finally {
    for (const signal of signals) process.off(signal, end);
    // Without its listener, the signal ends the program, as it would have without a file to write.
    if (ending && process.platform === 'win32') process.exit(128 + constants.signals[ending]);
    else if (ending) process.kill(process.pid, ending);
  }
}
