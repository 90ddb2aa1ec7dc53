import { UserError } from '../../protocol/userError';
import type { Damage } from './damage';
import { type Encoding, encodingNamed } from './encodings';
import { guessEncoding } from './guess';

/** A text contains bytes that are invalid in the encoding used to read it. */
export class EncodingError extends UserError {
  /** The encoding that the text probably has. */
  readonly guess: Encoding | undefined;

  constructor(name: string, label: string, damage: Damage | undefined) {
    const encoding = encodingNamed(label)?.name ?? label;
    const guess = damage && guessEncoding(damage.sample);
    const { kind = 'byte', offset = 0, line = 1, column = 1, byte = 0 } = damage ?? {};
    const hex = `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    super(templateOf(kind, guess), [name, encoding, line, column, offset, hex, guess?.name ?? '']);
    this.guess = guess;
  }
}

function templateOf(kind: Damage['kind'], guess: Encoding | undefined): string {
  if (kind === 'nul' && !guess)
    return '"{0}" is not a text: line {2} has a NUL, a byte of value 0, as its byte {3} (offset {4} in the file). Choose a text file, or remove the byte.';
  if (kind === 'escape')
    return '"{0}" is not a text in {1}: line {2} switches to Japanese letters at its byte {3} (offset {4} in the file), as ISO-2022-JP does. Choose that encoding, or convert the file to UTF-8.';
  if (guess)
    return '"{0}" is not a text in {1}: line {2} has {5} as its byte {3} (offset {4} in the file). It looks like {6}. Choose that encoding, or convert the file to UTF-8.';
  return '"{0}" is not a text in {1}: line {2} has {5} as its byte {3} (offset {4} in the file). Choose another file or its right encoding, or correct the byte.';
}
