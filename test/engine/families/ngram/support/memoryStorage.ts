import type { ChunkStorage } from '../../../../../src/engine/core/chunkStorage';

/** Storage in memory, for tests. */
export class MemoryStorage implements ChunkStorage {
  bytes = new Uint8Array();

  write(bytes: Uint8Array): void {
    const longer = new Uint8Array(this.bytes.length + bytes.length);
    longer.set(this.bytes);
    longer.set(bytes, this.bytes.length);
    this.bytes = longer;
  }

  read(offset: number, into: Uint8Array): void {
    into.set(this.bytes.subarray(offset, offset + into.length));
  }
}
