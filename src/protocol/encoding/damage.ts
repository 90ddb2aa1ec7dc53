import { type Decoder, hasJapaneseEscapes } from './encodings';

/** The first place where bytes are not a text of their encoding. */
export interface Damage {
  readonly kind: 'byte' | 'nul' | 'escape';
  /** Bytes before it. */
  readonly offset: number;
  /** Lines and bytes of the line, from 1. */
  readonly line: number;
  readonly column: number;
  /** The byte there. */
  readonly byte: number;
  /** What follows, from the start of its line where that is near: for guessing the right encoding. */
  readonly sample: Uint8Array;
}

const NEWLINE = 0x0a;
const ESCAPE = 0x1b;
/** Bytes that tell one encoding from another. */
const SAMPLE = 1 << 16;

/** Undefined for a text without fault. Pieces may be cut anywhere, and may share their memory. */
export function findDamage(pieces: Iterable<Uint8Array>, label: string): Damage | undefined {
  const decoder = new TextDecoder(label, { fatal: true });
  const follower = new TextDecoder(label, { fatal: true }); // knows what the piece before ended with
  let [offset, line, column] = [0, 1, 1];
  let end = ''; // of the piece before: an escape may lie across
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
  return { kind: 'byte', offset, line, column, byte: 0, sample: new Uint8Array() }; // it ends inside a letter
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

/** Byte by byte. A letter of several bytes is at fault from its first byte in the piece on; an escape may begin before. */
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

/** Which byte of which line the place is, counted on from where the piece begins. */
function placeIn(piece: Uint8Array, place: number, line: number, column: number) {
  let start = -1;
  for (let at = piece.indexOf(NEWLINE); at >= 0 && at < place; at = piece.indexOf(NEWLINE, at + 1)) {
    line++;
    start = at;
  }
  return { line, column: start < 0 ? column + place : place - start };
}
