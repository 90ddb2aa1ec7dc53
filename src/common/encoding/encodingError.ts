import { UserError } from '../../protocol/userError';
import { type Encoding, encodingNamed } from './encodings';
import type { Damage } from './findDamage';
import { guessEncoding } from './guessEncoding';

/** The error that a text contains bytes that are invalid in the encoding used to read it. */
export class EncodingError extends UserError {
  /** The encoding that the text probably has. Undefined if no encoding fits. */
  readonly guess: Encoding | undefined;
  /** The name of the encoding used, and the place of the first invalid byte. Lines and bytes count from 1. */
  readonly place: { readonly encoding: string; readonly line: number; readonly byte: number };

  constructor(name: string, label: string, damage: Damage | undefined) {
    const encoding = encodingNamed(label)?.name ?? label;
    const guess = damage && guessEncoding(damage.sample);
    const { kind = 'byte', offset = 0, line = 1, column = 1, byte = 0 } = damage ?? {};
    const hex = `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    super(templateOf(kind, guess), [name, encoding, line, column, offset, hex, guess?.name ?? '']);
    this.guess = guess;
    this.place = { encoding, line, byte: column };
  }
}

function templateOf(kind: Damage['kind'], guess: Encoding | undefined): string {
  if (kind === 'nul' && !guess)
    return '"{0}" is not a text: byte {3} of line {2} is NUL (0x00; offset {4} in the file). Choose a text file, or remove the byte.';
  if (kind === 'escape')
    return '"{0}" is not valid {1}: line {2} switches to Japanese letters at its byte {3} (offset {4} in the file), as ISO-2022-JP does. Choose that encoding, or convert the file to UTF-8.';
  if (guess)
    return '"{0}" is not valid {1}: byte {3} of line {2} is {5} (offset {4} in the file). It looks like {6}. Choose that encoding, or convert the file to UTF-8.';
  return '"{0}" is not valid {1}: byte {3} of line {2} is {5} (offset {4} in the file). Choose another file or its right encoding, or correct the byte.';
}
