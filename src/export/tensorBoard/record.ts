import { concatenate } from '../../engine/core/concatenate';
import { maskedCrc32c } from './crc32c';

/**
 * Returns data as a TFRecord: the length of the data (uint64), a checksum of the length, the data, and a
 * checksum of the data. All numbers are little-endian.
 */
export function record(data: Uint8Array): Uint8Array {
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(data.length), true);
  return concatenate(Uint8Array, [length, checksum(length), data, checksum(data)]);
}

function checksum(bytes: Uint8Array): Uint8Array {
  const four = new Uint8Array(4);
  new DataView(four.buffer).setUint32(0, maskedCrc32c(bytes), true);
  return four;
}
