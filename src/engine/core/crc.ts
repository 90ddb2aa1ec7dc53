/** Returns the CRC of bytes. `before`: the CRC of the bytes before them, if they continue others. */
type Crc = (bytes: Uint8Array, before?: number) => number;

/** Returns the CRC with 32 bits for a reflected polynomial, with all bits inverted before and after. */
export function crcOf(polynomial: number): Crc {
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1;
    return rest;
  });
  return (bytes, before = 0) => {
    let crc = before ^ 0xffffffff;
    for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 0xff];
    return (crc ^ 0xffffffff) >>> 0;
  };
}

/** CRC-32 of ZIP and gzip (ISO 3309). */
export const crc32 = crcOf(0xedb88320);
