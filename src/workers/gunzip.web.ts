import { Gunzip } from 'fflate';
import { concatenate } from '../engine/core/concatenate';

/** Number of compressed bytes between two checks of the size: they expand to 64 MB at most. */
const STEP = 1 << 16;

/** Decompresses gzip data. Throws an error with Node's code ERR_BUFFER_TOO_LARGE for more than `most` bytes. */
export function gunzip(bytes: Uint8Array, most: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Gunzip(piece => {
    length += piece.length;
    if (length > most) throw Object.assign(new Error('too large'), { code: 'ERR_BUFFER_TOO_LARGE' });
    pieces.push(piece);
  });
  for (let at = 0; at < bytes.length; at += STEP)
    stream.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
  return concatenate(Uint8Array, pieces);
}
