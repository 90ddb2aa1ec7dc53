import type { FileSystem } from '../../../src/engine/storage/fileSystem';

/** Files in memory, for tests and for hosts without a disk. */
export class MemoryFileSystem implements FileSystem {
  private readonly files = new Map<string, Uint8Array>();

  async read(path: string): Promise<Uint8Array | undefined> {
    return this.files.get(path)?.slice();
  }

  async open(path: string): Promise<(() => Iterable<Uint8Array>) | undefined> {
    const content = this.files.get(path)?.slice();
    return content && (() => [content]);
  }

  async list(folder: string): Promise<readonly string[]> {
    const start = folder === '' ? '' : `${folder}/`;
    const inside = [...this.files.keys()].filter(path => path.startsWith(start));
    return [...new Set(inside.map(path => path.slice(start.length).split('/')[0]))];
  }

  /**
   * Returns the content of each file as its stamp. A stamp is then different whenever the content is
   * different.
   */
  async stamps(paths: readonly string[]): Promise<(string | undefined)[]> {
    return paths.map(path => this.files.get(path)?.toString());
  }

  async writeAtomic(path: string, content: Uint8Array): Promise<void> {
    this.files.set(path, content.slice());
  }

  async writePieces(path: string, pieces: Iterable<Uint8Array>): Promise<void> {
    await this.writeAtomic(path, Buffer.concat(Array.from(pieces, piece => piece.slice())));
  }

  async append(path: string, content: Uint8Array): Promise<void> {
    const before = this.files.get(path) ?? new Uint8Array();
    const after = new Uint8Array(before.length + content.length);
    after.set(before);
    after.set(content, before.length);
    this.files.set(path, after);
  }

  async sync(path: string): Promise<number> {
    return this.files.get(path)?.length ?? 0;
  }

  async move(from: string, to: string): Promise<void> {
    if ((await this.list(to)).length > 0)
      throw Object.assign(new Error(`ENOTEMPTY: ${to}`), { code: 'ENOTEMPTY' });
    for (const [path, content] of [...this.files]) {
      if (!path.startsWith(`${from}/`)) continue;
      this.files.set(to + path.slice(from.length), content);
      this.files.delete(path);
    }
  }

  async remove(path: string): Promise<void> {
    for (const name of this.files.keys()) {
      if (name === path || name.startsWith(`${path}/`)) this.files.delete(name);
    }
  }
}
