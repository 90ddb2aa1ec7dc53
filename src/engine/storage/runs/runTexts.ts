import { fullName } from '../../../common/runNames';
import type { RunRecord, RunText } from '../../../protocol/run';
import { UserError } from '../../../protocol/userError';
import { piecesOf, type TextBytes } from '../../data/decode';
import { hexadecimal, type NewHash, textFingerprint } from '../digest';
import type { FileSystem } from '../fileSystem';
import { textPath } from '../paths';

/** Stores copies of texts as `texts/<sha256>.txt`, so that runs do not depend on the original files. */
export class RunTexts {
  /**
   * `inMemory`: the maximum number of bytes of a text that is read into memory. Larger texts are read in
   * pieces.
   */
  constructor(
    private readonly files: FileSystem,
    private readonly newHash: NewHash,
    private readonly inMemory: number,
  ) {}

  /** Stores a copy of a text, unless it is stored already. Runs with the same text share one copy. */
  async keep(text: RunText, bytes: TextBytes): Promise<void> {
    if (await this.find(text)) return;
    if (bytes instanceof Uint8Array) await this.files.writeAtomic(textPath(text), bytes);
    else await this.files.writePieces(textPath(text), this.unchanged(text, bytes));
  }

  /** Reads the stored copy of a run's text. Throws a UserError if the copy is missing or damaged. */
  async read(run: RunRecord, text: RunText): Promise<TextBytes> {
    const bytes = await this.find(text);
    if (bytes) return bytes;
    throw new UserError('The stored text of the run "{0}" is missing or damaged. Train on the text again.', [
      fullName(run),
    ]);
  }

  async remove(text: RunText): Promise<void> {
    await this.files.remove(textPath(text));
  }

  /** Returns the stored copy of a text. Undefined if the copy is missing or damaged. */
  private async find(text: RunText): Promise<TextBytes | undefined> {
    const path = textPath(text);
    const bytes = await (text.bytes > this.inMemory ? this.files.open(path) : this.files.read(path));
    return bytes && textFingerprint(bytes, this.newHash) === text.fingerprint ? bytes : undefined;
  }

  /**
   * Yields the bytes of a text that is being copied. At the end, throws a UserError if the text has changed
   * since it was first read.
   */
  private *unchanged({ name, fingerprint }: RunText, bytes: TextBytes): Generator<Uint8Array> {
    const hash = this.newHash();
    for (const piece of piecesOf(bytes)) {
      hash.update(piece);
      yield piece;
    }
    if (hexadecimal(hash) === fingerprint) return;
    throw new UserError('"{0}" was changed while it was being read. Train on it again.', [name]);
  }
}

export function textsOf({ text, validationText }: RunRecord): RunText[] {
  return validationText ? [text, validationText] : [text];
}
