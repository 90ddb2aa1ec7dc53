import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunFiles } from '../engine/storage/runFiles/runFiles';
import { RunStore } from '../engine/storage/runs/runStore';
import type { ClassRun, UnreadFile } from '../export/classroom/classReport';
import { UserError } from '../protocol/userError';
import { NodeFileSystem } from './nodeFileSystem';
import { newHash } from './ports';

/** A run file (`.elmanrun`) of a class. `bytes` rejects with a UserError if the file cannot be read. */
export interface ClassFile {
  readonly name: string;
  bytes(): Promise<Uint8Array>;
}

export interface ClassRuns {
  readonly runs: readonly ClassRun[];
  readonly unread: readonly UnreadFile[];
}

/** Whether a file has the ending of run files. */
export const isRunFile = (name: string) => /\.elmanrun$/i.test(name);

/**
 * Reads the runs of run files, one after the other, without adding them to the user's runs: each is stored for a moment in a
 * temporary folder.
 */
export async function readClassRuns(files: readonly ClassFile[]): Promise<ClassRuns> {
  const runs: ClassRun[] = [];
  const unread: UnreadFile[] = [];
  for (const { name, bytes } of files) {
    try {
      runs.push({ file: name.replace(/\.elmanrun$/i, ''), ...(await readRun(await bytes())) });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      unread.push({ file: name, reason: { template: error.template, args: error.args } });
    }
  }
  return { runs, unread };
}

async function readRun(bytes: Uint8Array): Promise<Omit<ClassRun, 'file'>> {
  const folder = mkdtempSync(join(tmpdir(), 'elman-class-'));
  try {
    const files = new NodeFileSystem(folder);
    const store = new RunStore(files, newHash);
    const { record } = await new RunFiles(files, store).read(bytes);
    return { record, history: await store.history(record.id) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
