import { concatenate } from '../engine/core/concatenate';
import type { FileSystem } from '../engine/storage/fileSystem';
import { Channel, type Nothing, type Port } from '../protocol/channel';
import type { FileRequests } from '../protocol/files';

/**
 * The file system of a worker that cannot access files: it sends every operation to the extension host. Whole files are
 * sent, so each must fit into memory.
 */
export class RemoteFiles implements FileSystem {
  private readonly host: Channel<FileRequests, Nothing, Nothing, Nothing>;

  constructor(port: Port) {
    this.host = new Channel(port, {}, error => console.error(error));
  }

  read(path: string): Promise<Uint8Array | undefined> {
    return this.host.request('read', { path });
  }

  async open(path: string): Promise<(() => Iterable<Uint8Array>) | undefined> {
    const content = await this.read(path);
    return content && (() => [content]);
  }

  list(folder: string): Promise<readonly string[]> {
    return this.host.request('list', { folder });
  }

  stamps(paths: readonly string[]): Promise<readonly (string | undefined)[]> {
    return this.host.request('stamps', { paths });
  }

  writeAtomic(path: string, content: Uint8Array): Promise<void> {
    return this.host.request('write', { path, content });
  }

  async writePieces(path: string, pieces: Iterable<Uint8Array>): Promise<void> {
    // Copies each piece, because the pieces may share one buffer.
    const copies = Array.from(pieces, piece => piece.slice());
    await this.writeAtomic(path, concatenate(Uint8Array, copies));
  }

  append(path: string, content: Uint8Array): Promise<void> {
    return this.host.request('append', { path, content });
  }

  sync(path: string): Promise<number> {
    return this.host.request('sync', { path });
  }

  move(from: string, to: string): Promise<void> {
    return this.host.request('move', { from, to });
  }

  remove(path: string): Promise<void> {
    return this.host.request('remove', { path });
  }
}
