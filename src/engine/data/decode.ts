import { EncodingError } from '../../common/encoding/encodingError';
import { hasJapaneseEscapes, markedEncoding } from '../../common/encoding/encodings';
import { type Damage, findDamage } from '../../common/encoding/findDamage';
import type { ChunkStorage } from '../core/chunkStorage';

const PIECE = 1 << 20;

/**
 * The bytes of a text. For a text that is too large for memory, a function that reads them in pieces. Each
 * call of the function starts at the beginning of the text.
 */
export type TextBytes = Uint8Array | (() => Iterable<Uint8Array>);

/** A text from which tokens can be read. */
export interface ReadableText {
  readonly name: string;
  readonly bytes: TextBytes;
  /** Storage outside memory for the tokens. Without it, the tokens are kept in memory. */
  readonly storage?: ChunkStorage;
}

/** Returns the last index at which the text read so far may be divided into pieces, or 0 if there is none. */
export type Cut = (text: string) => number;

const afterNewline: Cut = text => text.lastIndexOf('\n') + 1;

/**
 * Decodes a text into strings of whole lines, about 1 MiB each. A large text never becomes one string,
 * because JavaScript limits the length of strings. The encoding is UTF-8, or UTF-16 if the text begins with a
 * byte order mark of UTF-16. The mark is left out. Throws a UserError for bytes that are not text.
 */
export function* decodeLines(bytes: TextBytes, name: string): Generator<string> {
  yield* decodePieces(bytes, name, afterNewline);
}

/**
 * Decodes a text into pieces that end where `cut` allows. If `cut` finds no such place, it is called again
 * only when the text read so far is twice as long, so that the total time remains linear.
 */
export function* decodePieces(bytes: TextBytes, name: string, cut: Cut): Generator<string> {
  let rest = '';
  let waiting: string[] = [];
  let length = 0; // total length of the strings in `waiting`
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
 * Decodes a text piece by piece. The resulting strings end between code points. `label` is the encoding of a
 * text without a byte order mark. Throws a UserError for bytes that are not text.
 */
export function* decode(bytes: TextBytes, name: string, label = 'utf-8'): Generator<string> {
  let read: PieceDecoder | undefined;
  for (const piece of piecesOf(bytes)) {
    read ??= checkedDecoder(bytes, name, markedEncoding(piece) ?? label);
    const text = read(piece);
    if (text !== '') yield text;
  }
  const last = read?.(undefined) ?? '';
  if (last !== '') yield last;
}

/**
 * Yields the bytes of a text in UTF-8. Bytes in UTF-8 are passed on unchecked, bytes in UTF-16 are converted.
 * Throws a UserError for bytes that are invalid in UTF-16.
 */
export function* utf8Pieces(bytes: TextBytes, name: string): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let read: PieceDecoder | undefined;
  let isBeginning = true;
  for (const piece of piecesOf(bytes)) {
    const encoding = isBeginning ? markedEncoding(piece) : undefined;
    if (encoding !== undefined) read = checkedDecoder(bytes, name, encoding);
    isBeginning = false;
    yield read ? encoder.encode(read(piece)) : piece;
  }
  if (read) yield encoder.encode(read(undefined));
}

/**
 * Converts a text from the encoding `label` to UTF-8, in pieces. Throws a UserError for bytes that are
 * invalid in this encoding.
 */
export function* toUtf8(bytes: TextBytes, name: string, label: string): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const piece of decode(bytes, name, label)) yield encoder.encode(piece);
}

/**
 * Decodes the next piece of a text. At the end of the text, it must be called with undefined; it then returns
 * the remaining characters. Throws for invalid bytes.
 */
type PieceDecoder = (piece: Uint8Array | undefined) => string;

/** Returns a decoder that throws an EncodingError with the position of the first invalid bytes. */
function checkedDecoder(bytes: TextBytes, name: string, encoding: string): PieceDecoder {
  const decoder = encoding === 'utf-8' ? utf8Decoder() : streamDecoder(encoding);
  // The last characters of the previous piece. They are needed because an escape sequence may be divided
  // between two pieces.
  let end = '';
  return piece => {
    try {
      const text = decoder(piece);
      const isDamaged = isNoText(end.includes('\x1b') ? end + text : text);
      end = text.slice(-2);
      if (!isDamaged) return text;
    } catch {} // `damaged` below finds the position again
    throw damaged(bytes, name, encoding);
  };
}

/**
 * Returns whether decoded characters show that the bytes are not text. Text never contains NUL, whereas
 * images and programs almost always do, even if their bytes are valid UTF-8. Escape sequences of Japanese
 * encodings show that the text is not in UTF-8, although their bytes are valid in it.
 */
export const isNoText = (text: string) => text.includes('\0') || hasJapaneseEscapes(text);

/** Returns an error for bytes that are not text in their encoding. */
export function damaged(bytes: TextBytes, name: string, encoding: string): EncodingError {
  return new EncodingError(name, encoding, damageOf(bytes, encoding));
}

function streamDecoder(label: string): PieceDecoder {
  const decoder = new TextDecoder(label, { fatal: true });
  return piece => decoder.decode(piece, { stream: piece !== undefined });
}

/**
 * Returns a decoder for UTF-8. It passes only whole characters to TextDecoder: a TextDecoder that has to keep
 * a state between pieces takes ten times as long.
 */
function utf8Decoder(): PieceDecoder {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest: Uint8Array = new Uint8Array();
  let isBeginning = true;
  return piece => {
    const bytes = piece ? joined(rest, piece) : rest;
    const end = piece ? wholeCharacters(bytes) : bytes.length;
    const text = decoder.decode(bytes.subarray(0, end));
    rest = bytes.slice(end); // copied, because all pieces may share one buffer
    if (!isBeginning || text === '') return text;
    isBeginning = false;
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Returns the length of a piece in bytes, without an incomplete UTF-8 character at its end. */
function wholeCharacters(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let from = length - 1; from >= 0 && from >= length - 3; from--) {
    const byte = bytes[from];
    if ((byte & 0xc0) === 0x80) continue; // a continuation byte inside a character
    const size = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return from + size > length ? from : length;
  }
  return length;
}

/** Returns the first decoding error of a text. Undefined if there is none. */
export function damageOf(bytes: TextBytes, encoding: string): Damage | undefined {
  return findDamage(piecesOf(bytes), encoding);
}

export const piecesOf = (bytes: TextBytes): Iterable<Uint8Array> =>
  typeof bytes === 'function' ? bytes() : cutUp(bytes);

/** Returns the first bytes of a text: at most 1 MiB, and all if it is not longer. */
export function firstPiece(bytes: TextBytes): Uint8Array {
  for (const piece of piecesOf(bytes)) return piece;
  return new Uint8Array();
}

function* cutUp(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}
