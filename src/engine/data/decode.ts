import { UserError } from '../../protocol/userError';

const PIECE = 1 << 20;

/** A text's bytes; of one that is larger than memory, pieces of them, from the first on whenever it is called. */
export type TextBytes = Uint8Array | (() => Iterable<Uint8Array>);

/**
 * A text's bytes as strings of whole lines, about a MiB each: a big text is never one string, whose length
 * JavaScript limits. UTF-8, or UTF-16 with a byte order mark; the mark itself is left out.
 * Throws a UserError for bytes that are no text.
 */
export function* decodeLines(bytes: TextBytes, name: string): Generator<string> {
  let decode: ReturnType<typeof textDecoder> | undefined;
  let rest = '';
  for (const piece of typeof bytes === 'function' ? bytes() : cutUp(bytes)) {
    decode ??= textDecoder(piece, name);
    const text = rest + decode(piece, true);
    const cut = text.lastIndexOf('\n') + 1;
    if (cut > 0) yield text.slice(0, cut);
    rest = text.slice(cut);
  }
  if (decode) rest += decode(new Uint8Array(), false);
  if (rest !== '') yield rest;
}

function* cutUp(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

function textDecoder(bytes: Uint8Array, name: string): (piece: Uint8Array, more: boolean) => string {
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
  return (piece, more) => {
    let text: string;
    try {
      text = decoder.decode(piece, { stream: more });
    } catch {
      throw notText(name);
    }
    // No text holds NUL; an image or a program almost always does, also where its bytes are valid UTF-8.
    if (text.includes('\0')) throw notText(name);
    return text;
  };
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function notText(name: string): UserError {
  return new UserError(
    '"{0}" is not a text: it holds bytes that no UTF-8 text has. Choose a text file, or open it with its encoding ("Reopen with Encoding") and train on the open editor.',
    [name],
  );
}
