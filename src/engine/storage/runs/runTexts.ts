import type { RunRecord, RunText } from '../../../protocol/run';
import { UserError } from '../../../protocol/userError';
import { fingerprint } from '../digest';
import type { FileSystem } from '../fileSystem';
import { textPath } from '../paths';

/** Stores copies of texts, `texts/<sha256>.txt`, which make a run independent of the original file. */
export class RunTexts {
  constructor(private readonly files: FileSystem) {}

  /** Stores a text. Runs with the same text share one copy. */
  async keep(text: RunText, bytes: Uint8Array): Promise<void> {
    const stored = await this.files.read(textPath(text));
    const whole = stored && fingerprint(stored) === text.fingerprint;
    if (!whole) await this.files.writeAtomic(textPath(text), bytes);
  }

  /** Reads a text of a run, unchanged. Throws a UserError if it is missing or damaged. */
  async read({ name }: RunRecord, text: RunText): Promise<Uint8Array> {
    const bytes = await this.files.read(textPath(text));
    if (bytes && fingerprint(bytes) === text.fingerprint) return bytes;
    throw new UserError('The stored text of the run "{0}" is missing or damaged. Train on the text again.', [
      name,
    ]);
  }

  async remove(text: RunText): Promise<void> {
    await this.files.remove(textPath(text));
  }
}

export function textsOf({ text, validationText }: RunRecord): RunText[] {
  return validationText ? [text, validationText] : [text];
}
