import { UserError } from '../../../../protocol/userError';

const [NEWLINE, NUL] = [0x0a, 0];

/**
 * Returns an error for a model file that is not valid text. The message contains the first invalid line and
 * advice.
 */
export function undecodable({
  name,
  bytes,
}: {
  readonly name: string;
  readonly bytes: Uint8Array;
}): UserError {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    if (bytes.subarray(start, end).includes(NUL)) break;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return new UserError(
        'Line {1} of "{0}" is not UTF-8. If the model was made of Latin-1 text, convert the file first: iconv -f LATIN1 -t UTF-8 {0}. Other encodings take their own name there.',
        [name, line],
      );
    }
    start = end + 1;
  }
  return new UserError(
    'Line {1} of "{0}" contains a zero byte, which ARPA files never contain. The file is damaged, or it is a model in another format.',
    [name, line],
  );
}
