/** A number and its width in bytes. */
export type Field = readonly [value: number, bytes: 2 | 4 | 8];

/** Returns the fields as little-endian bytes, one after the other. */
export function fieldBytes(fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((length, [, width]) => length + width, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [value, width] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else if (width === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += width;
  }
  return bytes;
}
