import type { FileSystem } from '../../../../src/engine/storage/fileSystem';
import { MemoryFileSystem } from '../../support/memoryFileSystem';

type Dice = (n: number) => number;

/**
 * A disk behind a cache. After a power failure, data that were written atomically or synced are intact. Other
 * appended data are lost, truncated or damaged, and removed files may exist again.
 */
export class UnsyncedDisk implements FileSystem {
  private readonly cache = new MemoryFileSystem();
  private readonly durable = new Map<string, Uint8Array>();
  /** Paths of all files that were written at any time. */
  private readonly paths = new Set<string>();

  read(path: string): Promise<Uint8Array | undefined> {
    return this.cache.read(path);
  }

  open(path: string): Promise<(() => Iterable<Uint8Array>) | undefined> {
    return this.cache.open(path);
  }

  list(folder: string): Promise<readonly string[]> {
    return this.cache.list(folder);
  }

  stamps(paths: readonly string[]): Promise<readonly (string | undefined)[]> {
    return this.cache.stamps(paths);
  }

  async writeAtomic(path: string, content: Uint8Array): Promise<void> {
    await this.cache.writeAtomic(path, content);
    this.paths.add(path);
    this.durable.set(path, content.slice());
  }

  async writePieces(path: string, pieces: Iterable<Uint8Array>): Promise<void> {
    await this.writeAtomic(path, Buffer.concat(Array.from(pieces, piece => piece.slice())));
  }

  async append(path: string, content: Uint8Array): Promise<void> {
    await this.cache.append(path, content);
    this.paths.add(path);
  }

  async sync(path: string): Promise<number> {
    const content = await this.cache.read(path);
    if (content) this.durable.set(path, content);
    return content?.length ?? 0;
  }

  async move(from: string, to: string): Promise<void> {
    await this.cache.move(from, to);
    for (const path of [...this.paths].filter(each => each.startsWith(`${from}/`))) {
      const moved = to + path.slice(from.length);
      const synced = this.durable.get(path);
      this.paths.delete(path);
      this.paths.add(moved);
      this.durable.delete(path);
      if (synced) this.durable.set(moved, synced);
    }
  }

  remove(path: string): Promise<void> {
    return this.cache.remove(path);
  }

  /** Returns the files as they are after a power failure. */
  async afterPowerFailure(roll: Dice): Promise<MemoryFileSystem> {
    const found = new MemoryFileSystem();
    for (const path of this.paths) {
      const synced = this.durable.get(path);
      const cached = await this.cache.read(path);
      if (!cached && (!synced || roll(2))) continue;
      const safe = synced ?? new Uint8Array();
      const content = Buffer.concat([
        safe,
        cached ? leftOf(cached.subarray(safe.length), roll) : new Uint8Array(),
      ]);
      if (synced || content.length > 0 || roll(2)) await found.writeAtomic(path, content);
    }
    return found;
  }
}

/**
 * Returns what a power failure may leave of bytes that were not synced. In the last case, which is the
 * hardest to detect, the result consists of lines that look valid.
 */
function leftOf(bytes: Uint8Array, roll: Dice): Uint8Array {
  const left = Buffer.from(bytes);
  const begin = roll(left.length + 1);
  const end = begin + roll(left.length + 1 - begin);
  switch (roll(6)) {
    case 0:
      return Buffer.alloc(0);
    case 1:
      return left.subarray(0, begin);
    case 2:
      return left.fill(0, begin, end);
    case 3:
      for (let i = begin; i < end; i++) left[i] = roll(256);
      return left;
    case 4:
      return left;
    default:
      return Buffer.from(
        left.toString('latin1').replace(/\d/g, digit => (roll(4) ? digit : '1')),
        'latin1',
      );
  }
}
