import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileSystem } from '../engine/storage/fileSystem';
import { NodeFileSystem } from './nodeFileSystem';

/** Provides a temporary folder of runs to `use`, and removes it afterwards. */
export async function withTemporaryStore<T>(use: (files: FileSystem) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'elman-class-'));
  try {
    return await use(new NodeFileSystem(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
