import type { RunRecord, RunText } from '../../../protocol/run';
import { UserError } from '../../../protocol/userError';
import { fingerprint } from '../digest';
import type { FileSystem } from '../fileSystem';
import { textPath } from '../paths';

/** `texts/<sha256>.txt`: the copy of its text that makes a run independent of where the text came from. */
export class RunTexts {
  constructor(private readonly files: FileSystem) {}

  /** Once, however many runs have it. */
  async keep(text: RunText, bytes: Uint8Array): Promise<void> {
    const stored = await this.files.read(textPath(text));
    const whole = stored && fingerprint(stored) === text.fingerprint;
    if (!whole) await this.files.writeAtomic(textPath(text), bytes);
  }

  /** One of a run's texts, byte by byte. Throws a UserError where it is gone. */
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
