import { gunzipSync } from 'node:zlib';
import { codeOf } from '../protocol/unreadable';
import { UserError } from '../protocol/userError';

/**
 * Bytes that a packed file may become: any file some, a large one so many times its own size. No text or model shrinks
 * further than that; a file that is meant to fill the memory does.
 */
const [ALWAYS, TIMES] = [2 ** 26, 100];

/** How files begin that programs packed. */
const GZIP = '\x1f\x8b';
const others: readonly (readonly [beginning: string, name: string])[] = [
  ...[...'123456789'].map(level => [`BZh${level}1AY&SY`, 'bzip2'] as const),
  ['\xfd7zXZ\0', 'xz'],
  ['\x28\xb5\x2f\xfd', 'zstd'],
  ['PK\x03\x04', 'zip'],
];

const beginningOf = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(0, 16));

export const isGzip = (bytes: Uint8Array) => beginningOf(bytes).startsWith(GZIP);

/** The bytes of a file, unpacked where gzip packed it. Throws a UserError where that fails, or where another program packed it. */
export function unpacked(name: string, bytes: Uint8Array): Uint8Array {
  const [, packer] = others.find(([beginning]) => beginningOf(bytes).startsWith(beginning)) ?? [];
  if (packer) {
    throw new UserError(
      '"{0}" is packed by {1}. Unpack it first; only files packed by gzip are read as they are.',
      [name, packer],
    );
  }
  if (!isGzip(bytes)) return bytes;
  const most = Math.max(ALWAYS, TIMES * bytes.length);
  try {
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') {
      throw new UserError(
        '"{0}" becomes larger than {1} MB when it is unpacked, {2} times its size or more. Unpack it yourself if it is what you expect.',
        [name, Math.round(most / 2 ** 20), Math.round(most / bytes.length)],
      );
    }
    throw new UserError('"{0}" could not be unpacked ({1}). The file is damaged or cut off.', [
      name,
      codeOf(error),
    ]);
  }
}
