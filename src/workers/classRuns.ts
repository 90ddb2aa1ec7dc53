import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileName } from '../common/classFiles';
import { RunFiles } from '../engine/storage/runFiles/runFiles';
import { RunStore } from '../engine/storage/runs/runStore';
import type { ClassRun } from '../protocol/storage';
import { NodeFileSystem } from './nodeFileSystem';
import { newHash } from './ports';

/**
 * Reads the run of a run file without adding it to the user's runs: it is stored for a moment in a temporary folder. Throws a
 * UserError if the file is not a run file.
 */
export async function readClassRun(name: string, bytes: Uint8Array): Promise<ClassRun> {
  const folder = mkdtempSync(join(tmpdir(), 'elman-class-'));
  try {
    const files = new NodeFileSystem(folder);
    const store = new RunStore(files, newHash);
    const { record } = await new RunFiles(files, store).read(bytes);
    return { file: fileName(name), record, history: await store.history(record.id) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
