import { crcOf } from '../../engine/core/crc';

/** CRC-32C (Castagnoli), as in RFC 3720 section 12.1. */
export const crc32c = crcOf(0x82f63b78);

/**
 * Returns the masked CRC of TensorFlow's records (lib/hash/crc32c.h): rotated by 15 bits, plus a constant,
 * modulo 2^32.
 */
export function maskedCrc32c(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
