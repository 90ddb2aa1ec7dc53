import { type Decoder, hasJapaneseEscapes } from './encodings';

/**
 * The first place at which the bytes of a text are invalid in its encoding. `kind`: an undecodable byte, a
 * NUL character, or an escape sequence of ISO-2022-JP in text of another encoding.
 */
export interface Damage {
  readonly kind: 'byte' | 'nul' | 'escape';
  /** Number of bytes of the text before the damage. */
  readonly offset: number;
  /** The line of the damage, counted from 1. `column` is the place in the line in bytes, counted from 1. */
  readonly line: number;
  readonly column: number;
  /** The value of the byte at `offset`; 0 if the text ends inside a character. */
  readonly byte: number;
  /**
   * The bytes from the start of the damaged line on, or from the start of the piece if the line begins in an
   * earlier piece. Used to guess the encoding.
   */
  readonly sample: Uint8Array;
}

const NEWLINE = 0x0a;
const ESCAPE = 0x1b;
/** Maximum number of bytes in a sample for guessing the encoding. */
const SAMPLE = 1 << 16;

/**
 * Returns the first damage in a text, or undefined if there is none. Pieces may begin and end inside a
 * character. All pieces may be views of one reused buffer.
 */
export function findDamage(pieces: Iterable<Uint8Array>, label: string): Damage | undefined {
  const decoder = new TextDecoder(label, { fatal: true });
  // `decoder` decodes whole pieces. `follower` decodes only undamaged ones, so that it is still in the state
  // before the first damaged piece and can decode that piece byte by byte.
  const follower = new TextDecoder(label, { fatal: true });
  let [offset, line, column] = [0, 1, 1];
  let end = ''; // last characters of the previous piece: an escape sequence may cross the boundary
  for (const piece of pieces) {
    const found = isText(decoder, piece, end) ? undefined : firstFault(follower, piece, end);
    if (found) {
      const { place, kind } = found;
      const at = placeIn(piece, place, line, column);
      const start = Math.max(0, place - at.column + 1);
      const sample = piece.slice(start, start + SAMPLE);
      return { ...at, kind, offset: offset + place, byte: piece[place] ?? ESCAPE, sample };
    }
    end = follower.decode(piece, { stream: true }).slice(-2);
    ({ line, column } = placeIn(piece, piece.length, line, column));
    offset += piece.length;
  }
  if (isWhole(decoder)) return undefined;
  // The text ends inside a character.
  return { kind: 'byte', offset, line, column, byte: 0, sample: new Uint8Array() };
}

function isText(decoder: Decoder, piece: Uint8Array, end: string): boolean {
  try {
    return faultOf(end + decoder.decode(piece, { stream: true })) === undefined;
  } catch {
    return false;
  }
}

function isWhole(decoder: Decoder): boolean {
  try {
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

function faultOf(text: string): Damage['kind'] | undefined {
  if (text.includes('\0')) return 'nul';
  return hasJapaneseEscapes(text) ? 'escape' : undefined;
}

/**
 * Returns the place of the first fault in a damaged piece, which is decoded byte by byte. An invalid
 * character of several bytes is at the place of its first byte. `end`: the last characters of the previous
 * piece, in which an escape sequence may begin.
 */
function firstFault(
  decoder: Decoder,
  piece: Uint8Array,
  end: string,
): { readonly kind: Damage['kind']; readonly place: number } | undefined {
  let begun = 0;
  let recent = end;
  for (let place = 0; place < piece.length; place++) {
    let text: string;
    try {
      text = decoder.decode(piece.subarray(place, place + 1), { stream: true });
    } catch {
      return { kind: 'byte', place: place - begun };
    }
    recent = (recent + text).slice(-3);
    const kind = faultOf(recent);
    if (kind) return { kind, place: kind === 'nul' ? place - begun : place - 2 };
    begun = text === '' ? begun + 1 : 0;
  }
  return undefined;
}

/** Returns the line and column of an index in a piece whose first byte is at the given line and column. */
function placeIn(piece: Uint8Array, place: number, line: number, column: number) {
  let start = -1;
  for (let at = piece.indexOf(NEWLINE); at >= 0 && at < place; at = piece.indexOf(NEWLINE, at + 1)) {
    line++;
    start = at;
  }
  return { line, column: start < 0 ? column + place : place - start };
}
