import { fileName } from '../common/classFiles';
import { RunFiles } from '../engine/storage/runFiles/runFiles';
import { RunStore } from '../engine/storage/runs/runStore';
import type { ClassRun } from '../protocol/storage';
import { newHash } from './ports';
import { withTemporaryStore } from './temporaryStore';

/**
 * Reads the run of a run file without adding it to the user's runs: it is stored for a moment in a temporary folder. Throws a
 * UserError if the file is not a run file.
 */
export function readClassRun(name: string, bytes: Uint8Array): Promise<ClassRun> {
  return withTemporaryStore(async files => {
    const store = new RunStore(files, newHash);
    const { record } = await new RunFiles(files, store).read(bytes);
    return { file: fileName(name), record, history: await store.history(record.id) };
  });
}
