import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ChosenParts } from '../../engine/inspection/parts';
import { lengthOf } from '../../engine/storage/streamedFile';
import { UserError } from '../../protocol/userError';
import { stateTensors } from '../../workers/states/stateTensors';
import { decimal } from '../format';

const GIGABYTE = 1e9;

/** Returns the size of the tensors of a file of states, in bytes. */
export function stateBytes(parts: ChosenParts, tokens: number): number {
  return stateTensors(parts, tokens).tensors.reduce((sum, tensor) => sum + lengthOf(tensor), 0);
}

/** Throws a UserError if a file of `needed` bytes is larger than the free space, in bytes. */
export function checkSize(path: string, needed: number, free: number): void {
  if (needed <= free) return;
  throw new UserError(
    '"{0}" would have {1} GB, but the disk has only {2} GB of free space. Choose fewer parts, such as --parts h, or a shorter text.',
    [path, ...[needed, free].map(bytes => decimal(bytes / GIGABYTE))],
  );
}

/** Throws a UserError if the disk has too little free space for a file, so that hours of reading are not lost. */
export async function checkRoom(path: string, needed: number): Promise<void> {
  // A system without this figure reports a full disk while the file is written.
  const disk = await statfs(dirname(path)).catch(() => undefined);
  if (disk) checkSize(path, needed, disk.bavail * disk.bsize);
}
