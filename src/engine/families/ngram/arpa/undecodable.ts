import { UserError } from '../../../../protocol/userError';

/** Returns an error for a line that is not valid text, with advice. `bytes` are those of the line. */
export function undecodable(name: string, line: number, bytes: Uint8Array): UserError {
  if (bytes.includes(0)) {
    return new UserError(
      'Line {1} of "{0}" contains a zero byte, which ARPA files never contain. The file is damaged, or it is a model in another format.',
      [name, line],
    );
  }
  return new UserError(
    'Line {1} of "{0}" is not UTF-8. If the model was made of Latin-1 text, convert the file first: iconv -f LATIN1 -t UTF-8 {0}. Other encodings take their own name there.',
    [name, line],
  );
}
