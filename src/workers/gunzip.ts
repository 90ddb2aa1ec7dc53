import { gunzipSync } from 'node:zlib';

/** Decompresses gzip data. Throws Node's errors, such as ERR_BUFFER_TOO_LARGE for more than `most` bytes. */
export const gunzip = (bytes: Uint8Array, most: number): Uint8Array =>
  gunzipSync(bytes, { maxOutputLength: most });
