import { spawnSync } from 'node:child_process';

/** The Python of the system, which has PyTorch if a package of the system installed it. */
export const PYTHON = '/usr/bin/python3';

let found: boolean | undefined;

/** Returns whether PyTorch is installed. */
export function hasTorch(): boolean {
  found ??= spawnSync(PYTHON, ['-c', 'import torch']).status === 0;
  return found;
}
