import type { FileSystem } from '../../../../src/engine/storage/fileSystem';

/** A fault that occurs at one call, either before the call has an effect or after half of it. */
export interface Fault {
  /** Number of calls that succeed before the fault. */
  readonly at: number;
  readonly halfway: boolean;
  /**
   * The error of the call. `killed` means that the process is killed and makes no further calls. With another
   * value, only this call fails.
   */
  readonly error: 'killed' | 'ENOSPC' | 'EIO';
}

/** Passes calls on to a disk until the fault occurs. */
export class FaultyFileSystem implements FileSystem {
  calls = 0;
  private dead = false;

  constructor(
    private readonly disk: FileSystem,
    private readonly fault?: Fault,
    private readonly onFault = () => {},
  ) {}

  read(path: string): Promise<Uint8Array | undefined> {
    return this.call(() => this.disk.read(path));
  }

  open(path: string): Promise<(() => Iterable<Uint8Array>) | undefined> {
    return this.call(() => this.disk.open(path));
  }

  list(folder: string): Promise<readonly string[]> {
    return this.call(() => this.disk.list(folder));
  }

  stamps(paths: readonly string[]): Promise<readonly (string | undefined)[]> {
    return this.call(() => this.disk.stamps(paths));
  }

  /** Writes a file. A fault halfway leaves only a temporary file. */
  writeAtomic(path: string, content: Uint8Array): Promise<void> {
    return this.call(
      () => this.disk.writeAtomic(path, content),
      () => this.disk.writeAtomic(`${path}.0a1b2c3d.tmp`, content.subarray(0, content.length / 2)),
    );
  }

  writePieces(path: string, pieces: Iterable<Uint8Array>): Promise<void> {
    return this.call(() => this.disk.writePieces(path, pieces));
  }

  append(path: string, content: Uint8Array): Promise<void> {
    return this.call(
      () => this.disk.append(path, content),
      () => this.disk.append(path, content.subarray(0, content.length / 2)),
    );
  }

  sync(path: string): Promise<number> {
    return this.call(() => this.disk.sync(path));
  }

  move(from: string, to: string): Promise<void> {
    return this.call(() => this.disk.move(from, to));
  }

  /** Removes a file or folder. A fault halfway leaves every second file of the folder, or no file. */
  remove(path: string): Promise<void> {
    return this.call(
      () => this.disk.remove(path),
      async () => {
        const inside = await this.disk.list(path);
        const gone =
          inside.length > 1 ? inside.filter((_, i) => i % 2 > 0).map(name => `${path}/${name}`) : [path];
        for (const one of gone) await this.disk.remove(one);
      },
    );
  }

  private async call<T>(whole: () => Promise<T>, half?: () => Promise<void>): Promise<T> {
    if (this.dead) throw new Error('the process was killed');
    if (this.calls++ !== this.fault?.at) return whole();
    const { error, halfway } = this.fault;
    this.dead = error === 'killed';
    this.onFault();
    if (halfway) await half?.();
    throw Object.assign(new Error(`${error}: at call ${this.fault.at}`), { code: error });
  }
}
