/**
 * An event in a TensorBoard file. This reader shares no code with the writer. It computes checksums bit by
 * bit, and parses messages by their wire types.
 */

export interface ReadEvent {
  readonly time: number;
  readonly step: number;
  readonly version?: string;
  readonly scalars: Readonly<Record<string, number>>;
  readonly texts: Readonly<Record<string, string>>;
}

type Fields = ReadonlyMap<number, readonly (bigint | Buffer)[]>;

export function readEvents(file: Uint8Array): ReadEvent[] {
  const bytes = Buffer.from(file);
  const events: ReadEvent[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = Number(bytes.readBigUInt64LE(at));
    const data = bytes.subarray(at + 12, at + 12 + length);
    check(bytes.subarray(at, at + 8), bytes.readUInt32LE(at + 8));
    check(data, bytes.readUInt32LE(at + 12 + length));
    events.push(readEvent(data));
    at += 16 + length;
  }
  return events;
}

function check(bytes: Buffer, found: number): void {
  if (masked(bitwiseCrc(bytes)) !== BigInt(found)) throw new Error('a checksum is wrong');
}

/**
 * Returns the remainder of a division of polynomials over GF(2) by x^32 + x^28 + x^27 + ... + 1, lowest bits
 * first.
 */
export function bitwiseCrc(bytes: Uint8Array): bigint {
  let crc = 0xffffffffn;
  for (const byte of bytes) {
    for (let bit = 0n; bit < 8n; bit++) {
      const isOdd = ((crc ^ (BigInt(byte) >> bit)) & 1n) === 1n;
      crc = (crc >> 1n) ^ (isOdd ? 0x82f63b78n : 0n);
    }
  }
  return crc ^ 0xffffffffn;
}

const masked = (crc: bigint) => (((crc >> 15n) | ((crc << 17n) & 0xffffffffn)) + 0xa282ead8n) & 0xffffffffn;

function readEvent(data: Buffer): ReadEvent {
  const event = fieldsOf(data);
  const scalars: Record<string, number> = {};
  const texts: Record<string, string> = {};
  for (const value of partsOf(partsOf(event, 5)[0], 1)) {
    const fields = fieldsOf(value);
    const tag = String(partsOf(fields, 1)[0]);
    const [simple] = partsOf(fields, 2);
    if (simple) scalars[tag] = simple.readFloatLE();
    else texts[tag] = textOf(fields);
  }
  const version = partsOf(event, 3)[0];
  return {
    time: partsOf(event, 1)[0].readDoubleLE(),
    step: Number(event.get(2)?.[0] ?? 0n),
    ...(version && { version: String(version) }),
    scalars,
    texts,
  };
}

/**
 * Returns the text of a value for TensorBoard's text plugin. The value is a tensor of strings with one
 * dimension and one element.
 */
function textOf(value: Fields): string {
  const [plugin] = partsOf(partsOf(value, 9)[0], 1);
  if (String(partsOf(plugin, 1)[0]) !== 'text') throw new Error('the text is for another plugin');
  const tensor = fieldsOf(partsOf(value, 8)[0]);
  const sizes = partsOf(partsOf(tensor, 2)[0], 2).map(size => Number(fieldsOf(size).get(1)?.[0]));
  if (tensor.get(1)?.[0] !== 7n || sizes.join() !== '1') throw new Error('the tensor is not one text');
  return String(partsOf(tensor, 8)[0]);
}

/** Returns the fields with this number that are not varints: fields of bytes, and fields of a fixed size. */
function partsOf(message: Fields | Buffer | undefined, field: number): Buffer[] {
  const fields: Fields = message instanceof Map ? message : fieldsOf(message as Buffer | undefined);
  return (fields.get(field) ?? []).filter(part => typeof part !== 'bigint');
}

function fieldsOf(message: Buffer = Buffer.alloc(0)): Map<number, (bigint | Buffer)[]> {
  const fields = new Map<number, (bigint | Buffer)[]>();
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message.readUInt8(at++);
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const bytes = (length: number) => {
    if (at + length > message.length) throw new Error('a field is longer than its message');
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const key = Number(varint());
    const read = { 0: varint, 1: () => bytes(8), 2: () => bytes(Number(varint())), 5: () => bytes(4) }[
      key & 7
    ];
    if (!read) throw new Error(`there is no wire type ${key & 7}`);
    fields.set(key >> 3, [...(fields.get(key >> 3) ?? []), read()]);
  }
  return fields;
}
