import { type Damage, findDamage } from '../../protocol/encoding/damage';
import { EncodingError } from '../../protocol/encoding/encodingError';
import { type Decoder, hasJapaneseEscapes, markedEncoding } from '../../protocol/encoding/encodings';

const PIECE = 1 << 20;

/** A text's bytes; of one that is larger than memory, pieces of them, from the first on whenever it is called. */
export type TextBytes = Uint8Array | (() => Iterable<Uint8Array>);

/** Where the text may be cut that is read so far; 0 if nowhere yet. */
export type Cut = (text: string) => number;

const afterNewline: Cut = text => text.lastIndexOf('\n') + 1;

/**
 * A text's bytes as strings of whole lines, about a MiB each: a big text is never one string, whose length
 * JavaScript limits. UTF-8, or UTF-16 with a byte order mark; the mark itself is left out.
 * Throws a UserError for bytes that are no text.
 */
export function* decodeLines(bytes: TextBytes, name: string): Generator<string> {
  yield* decodePieces(bytes, name, afterNewline);
}

/** The same, cut wherever `cut` allows it. Where it does not, pieces grow; each time to twice their length, so that time stays linear. */
export function* decodePieces(bytes: TextBytes, name: string, cut: Cut): Generator<string> {
  let rest = '';
  let waiting: string[] = [];
  let length = 0; // of what waits
  for (const piece of decode(bytes, name)) {
    waiting.push(piece);
    length += piece.length;
    if (length < rest.length) continue;
    const text = rest + waiting.join('');
    waiting = [];
    length = 0;
    const end = cut(text);
    if (end > 0) yield text.slice(0, end);
    rest = text.slice(end);
  }
  rest += waiting.join('');
  if (rest !== '') yield rest;
}

/**
 * Pieces as they come, cut between letters, in `label` if there is no byte order mark. Throws a UserError for bytes
 * that are no text.
 */
export function* decode(bytes: TextBytes, name: string, label = 'utf-8'): Generator<string> {
  let decoder: Decoder | undefined;
  let encoding = '';
  let end = ''; // of the piece before: an escape may lie across
  const read = (piece: Uint8Array | undefined) => {
    try {
      const text = decoder?.decode(piece, { stream: piece !== undefined }) ?? '';
      // No text holds NUL; an image or a program almost always does, also where its bytes are valid UTF-8.
      if (!text.includes('\0') && !hasJapaneseEscapes(end + text)) return text;
    } catch {} // the same fault, whose place is still to be found
    throw new EncodingError(name, encoding, damageOf(bytes, encoding));
  };
  for (const piece of piecesOf(bytes)) {
    encoding ||= markedEncoding(piece) ?? label;
    decoder ??= new TextDecoder(encoding, { fatal: true });
    const text = read(piece);
    if (text !== '') yield text;
    end = text.slice(-2);
  }
  const last = read(undefined);
  if (last !== '') yield last;
}

/** The first fault of a text, read in an encoding; undefined if there is none. */
export function damageOf(bytes: TextBytes, encoding: string): Damage | undefined {
  return findDamage(piecesOf(bytes), encoding);
}

export const piecesOf = (bytes: TextBytes): Iterable<Uint8Array> =>
  typeof bytes === 'function' ? bytes() : cutUp(bytes);

function* cutUp(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}
