import type { Checkpoints } from '../../../protocol/reader';
import { UserError } from '../../../protocol/userError';
import type { NewHash } from '../digest';
import type { FileSystem } from '../fileSystem';
import { runPath } from '../paths';
import {
  type Checkpoint,
  checkpointPieces,
  decodeCheckpoint,
  iterationIn,
  type LoadedCheckpoint,
} from './checkpointFormat';

/** Number of checkpoints of a run that are kept. If the newest is damaged, an older one can be used. */
const KEPT = 2;
const FOLDER = 'checkpoints';
const BEST = 'best.safetensors';

/**
 * Reads and writes the checkpoints of a run, `checkpoints/<iteration>.safetensors`, and the checkpoint with
 * the best weights.
 */
export class CheckpointFiles {
  constructor(
    private readonly files: FileSystem,
    private readonly newHash: NewHash,
  ) {}

  /**
   * Writes a checkpoint and removes old ones. `RunStore.saveCheckpoint` first makes everything that was
   * recorded earlier durable, then calls this method.
   */
  async write(id: string, iteration: number, checkpoint: Checkpoint): Promise<void> {
    const name = fileName(iteration);
    await this.files.writePieces(runPath(id, FOLDER, name), checkpointPieces(checkpoint, this.newHash));
    const older = (await this.names(id)).filter(other => other !== name);
    for (const old of older.slice(KEPT - 1)) {
      // If a checkpoint cannot be removed now, perhaps because it is being read, it is removed after the next
      // write.
      await this.files.remove(runPath(id, FOLDER, old)).catch(() => undefined);
    }
  }

  /**
   * Reads the newest valid checkpoint. If there is none, throws the error of the file system if there was
   * one, else a UserError.
   */
  async newest(id: string): Promise<LoadedCheckpoint> {
    let unreadable: unknown;
    for (const name of await this.names(id)) {
      try {
        const found = await this.read(id, name);
        if (found) return found;
      } catch (error) {
        unreadable ??= error; // an older checkpoint may still be readable
      }
    }
    if (unreadable) throw unreadable;
    throw new UserError('The run "{0}" has no undamaged checkpoint. Train on its text again.', [id]);
  }

  /** Reads the checkpoint of an iteration. Returns undefined if the file is missing or damaged. */
  at(id: string, iteration: number): Promise<LoadedCheckpoint | undefined> {
    return this.read(id, fileName(iteration));
  }

  /** Lists the checkpoints of a run, without reading the files. Damaged ones are therefore included. */
  async list(id: string): Promise<Checkpoints> {
    const names = await this.files.list(runPath(id, FOLDER));
    return { iterations: (await this.names(id)).map(iterationOf), hasBest: names.includes(BEST) };
  }

  /**
   * Removes checkpoints newer than `iteration`. If they remained, they would count as the newest ones, and
   * checkpoints that the resumed run writes would be removed instead.
   */
  async removeAfter(id: string, iteration: number): Promise<void> {
    const newer = (await this.names(id)).filter(name => iterationOf(name) > iteration);
    for (const name of newer) await this.files.remove(runPath(id, FOLDER, name));
  }

  /** Saves the weights that have the lowest validation loss so far. */
  async saveBest(id: string, checkpoint: Checkpoint): Promise<void> {
    await this.files.writePieces(runPath(id, FOLDER, BEST), checkpointPieces(checkpoint, this.newHash));
  }

  /**
   * Reads the best weights. Returns undefined if none were saved, because there was no validation, or the
   * file is damaged.
   */
  async best(id: string): Promise<LoadedCheckpoint | undefined> {
    const file = await this.open(id, BEST);
    const iteration = file && iterationIn(file);
    return file && iteration !== undefined ? { ...file, iteration } : undefined;
  }

  private async read(id: string, name: string): Promise<LoadedCheckpoint | undefined> {
    const file = await this.open(id, name);
    return file && { ...file, iteration: iterationOf(name) };
  }

  /** Reads a checkpoint file. Returns undefined if it is missing or damaged. */
  private async open(id: string, name: string): Promise<Omit<LoadedCheckpoint, 'iteration'> | undefined> {
    const bytes = await this.files.read(runPath(id, FOLDER, name));
    if (!bytes) return undefined;
    try {
      return { ...decodeCheckpoint(bytes, this.newHash), bytes };
    } catch (error) {
      if (error instanceof UserError) return undefined;
      throw error;
    }
  }

  /**
   * Returns the names of the checkpoint files, newest first. The checkpoint with the best weights is not
   * included.
   */
  private async names(id: string): Promise<string[]> {
    const names = await this.files.list(runPath(id, FOLDER));
    return names
      .filter(name => /^\d{12}\.safetensors$/.test(name))
      .sort()
      .reverse();
  }
}

function fileName(iteration: number): string {
  return `${String(iteration).padStart(12, '0')}.safetensors`;
}

function iterationOf(name: string): number {
  return Number.parseInt(name, 10);
}
