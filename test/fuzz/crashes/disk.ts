import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export type DiskError = 'ENOSPC' | 'EROFS';

/** A disk for the folder of runs. The test can make it fail. */
export interface Disk {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  fail(error: DiskError): void;
  repair(): void;
  remove(): void;
}

/**
 * Creates a disk. As root on Linux, it is a mounted file system. Otherwise, the calls of the program that
 * writes to the folder are made to fail.
 */
export function makeDisk(folder: string): Disk {
  mkdirSync(folder);
  return mount(folder, 'size=24m') ? mounted(folder) : refusing(folder);
}

function mount(folder: string, options: string): boolean {
  if (process.platform !== 'linux') return false;
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
}

function mounted(folder: string): Disk {
  const filler = join(folder, 'filler');
  return {
    folder: join(folder, 'runs'),
    environment: {},
    fail(error) {
      if (error === 'ENOSPC') fill(filler);
      // Repeats the remount, which fails while a file is open for writing.
      else while (!mount(folder, 'remount,ro'));
    },
    repair() {
      mount(folder, 'remount,rw');
      rmSync(filler, { force: true });
    },
    remove() {
      spawnSync('umount', [folder]);
    },
  };
}

/** Fills the disk until no byte is free. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (let size = 1 << 20; size >= 1; ) {
      try {
        writeSync(file, new Uint8Array(size));
      } catch {
        size >>= 1;
      }
    }
  } finally {
    closeSync(file);
  }
}

/** Returns a folder for which the program's calls can be made to fail, by the module preload.cjs. */
function refusing(folder: string): Disk {
  const sign = join(folder, 'fails');
  return {
    folder: join(folder, 'runs'),
    environment: { ELMAN_DISK: sign },
    fail: error => writeFileSync(sign, error),
    repair: () => rmSync(sign, { force: true }),
    remove: () => {},
  };
}
