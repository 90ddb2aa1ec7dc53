import { codeOf } from '../common/unreadable';
import { UserError } from '../protocol/userError';
import { gunzip } from './gunzip';
import { MOST_IN_MEMORY } from './inputFile';

/**
 * Limits for the size of a decompressed file. It may have up to `ALWAYS` bytes, or up to `TIMES` times the
 * compressed size if that is more, but never more bytes than the memory limit. Real texts and models stay
 * below these limits; a decompression bomb exceeds them.
 */
const [ALWAYS, TIMES] = [2 ** 26, 100];

/** The first bytes of a gzip file. */
const GZIP = '\x1f\x8b';
const others: readonly (readonly [beginning: string, name: string])[] = [
  ...[...'123456789'].map(level => [`BZh${level}1AY&SY`, 'bzip2'] as const),
  ['\xfd7zXZ\0', 'xz'],
  ['\x28\xb5\x2f\xfd', 'zstd'],
  ['PK\x03\x04', 'zip'],
];

const megabytes = (bytes: number) => Number((bytes / 2 ** 20).toPrecision(2));

const beginningOf = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(0, 16));

export const isGzip = (bytes: Uint8Array) => beginningOf(bytes).startsWith(GZIP);

/**
 * Returns the bytes of a file, decompressed if it is a gzip file. Throws a UserError if decompressing fails,
 * or for other compression formats.
 */
export function unpacked(name: string, bytes: Uint8Array): Uint8Array {
  const [, packer] = others.find(([beginning]) => beginningOf(bytes).startsWith(beginning)) ?? [];
  if (packer) {
    throw new UserError(
      '"{0}" is packed by {1}. Unpack it first; only files packed by gzip are read as they are.',
      [name, packer],
    );
  }
  if (!isGzip(bytes)) return bytes;
  const most = Math.min(Math.max(ALWAYS, TIMES * bytes.length), MOST_IN_MEMORY);
  try {
    return gunzip(bytes, most);
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') {
      throw new UserError(
        '"{0}" has {1} MB and unpacks to more than {2} MB, which is the limit: files that unpack to more are mostly damaged, or made to fill the memory. If you expect it, unpack it first.',
        [name, megabytes(bytes.length), megabytes(most)],
      );
    }
    throw new UserError('"{0}" could not be unpacked ({1}). The file is damaged or cut off.', [
      name,
      codeOf(error),
    ]);
  }
}
