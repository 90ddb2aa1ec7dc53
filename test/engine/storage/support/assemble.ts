/** Returns a safetensors file with this header, which may be invalid, and with zeros as data. */
export function assemble(header: string, data: number, length?: number): Uint8Array {
  const json = Buffer.from(header);
  const headerBytes = length ?? json.length;
  const file = new Uint8Array(8 + headerBytes + data);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.set(json, 8);
  return file;
}

export function entry(dtype: string, shape: readonly number[], begin: number, end: number): string {
  return JSON.stringify({ dtype, shape, data_offsets: [begin, end] });
}
