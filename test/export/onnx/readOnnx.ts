/** Fields of a protocol buffer: numbers and bytes by field number. This reader shares no code with the writer. */
type Fields = ReadonlyMap<number, readonly (number | Buffer)[]>;

/** Returns the metadata of an ONNX file. */
export function onnxMetadataOf(file: Uint8Array): Record<string, string> {
  const pairs = (fieldsOf(Buffer.from(file)).get(14) ?? []).map(pair => fieldsOf(pair as Buffer));
  return Object.fromEntries(pairs.map(pair => [String(pair.get(1)?.[0]), String(pair.get(2)?.[0])]));
}

/** Returns the operators of the graph of an ONNX file, in their order. */
export function operatorsOf(file: Uint8Array): string[] {
  const graph = fieldsOf(fieldsOf(Buffer.from(file)).get(7)?.[0] as Buffer);
  return (graph.get(1) ?? []).map(node => String(fieldsOf(node as Buffer).get(4)?.[0]));
}

function fieldsOf(bytes: Buffer): Fields {
  const found = new Map<number, (number | Buffer)[]>();
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
  };
  const take = (length: number) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = varint();
    const [field, type] = [Math.floor(key / 8), key % 8];
    const value = type === 0 ? varint() : take(type === 2 ? varint() : type === 1 ? 8 : 4);
    found.set(field, [...(found.get(field) ?? []), value]);
  }
  return found;
}
