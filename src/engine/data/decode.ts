import { type Damage, findDamage } from '../../common/encoding/damage';
import { EncodingError } from '../../common/encoding/encodingError';
import { type Decoder, hasJapaneseEscapes, markedEncoding } from '../../common/encoding/encodings';

const PIECE = 1 << 20;

/**
 * The bytes of a text. For a text larger than memory, a function that reads them in pieces; each call
 * starts from the beginning.
 */
export type TextBytes = Uint8Array | (() => Iterable<Uint8Array>);

/** Returns the last position where the text read so far may be cut, or 0 if there is none. */
export type Cut = (text: string) => number;

const afterNewline: Cut = text => text.lastIndexOf('\n') + 1;

/**
 * Decodes a text into strings of whole lines, about 1 MiB each. A big text is never one string, because
 * JavaScript limits a string's length.
 * The encoding is UTF-8, or UTF-16 with a byte order mark; the mark is left out. Throws a UserError
 * for bytes that are not text.
 */
export function* decodeLines(bytes: TextBytes, name: string): Generator<string> {
  yield* decodePieces(bytes, name, afterNewline);
}

/**
 * Decodes a text into pieces that end where `cut` allows. If it allows no cut, the piece doubles before the
 * next attempt, so that total time stays linear.
 */
export function* decodePieces(bytes: TextBytes, name: string, cut: Cut): Generator<string> {
  let rest = '';
  let waiting: string[] = [];
  let length = 0; // of the strings in `waiting`
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
 * Decodes pieces as they arrive, cut between code points. Without a byte order mark, `label` is the encoding.
 * Throws a UserError for bytes that are not text.
 */
export function* decode(bytes: TextBytes, name: string, label = 'utf-8'): Generator<string> {
  let decoder: Decoder | undefined;
  let encoding = '';
  let end = ''; // of the previous piece, because an escape sequence may cross the cut
  const read = (piece: Uint8Array | undefined) => {
    try {
      const text = decoder?.decode(piece, { stream: piece !== undefined }) ?? '';
      // No text contains NUL. Images and programs almost always do, even if their bytes are valid UTF-8.
      if (!text.includes('\0') && !hasJapaneseEscapes(end + text)) return text;
    } catch {} // same error as below, which also locates the damage
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

/** Returns the first decoding error of a text, or undefined if there is none. */
export function damageOf(bytes: TextBytes, encoding: string): Damage | undefined {
  return findDamage(piecesOf(bytes), encoding);
}

export const piecesOf = (bytes: TextBytes): Iterable<Uint8Array> =>
  typeof bytes === 'function' ? bytes() : cutUp(bytes);

function* cutUp(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}
