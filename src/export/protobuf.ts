import { concatenate } from '../engine/core/concatenate';

/**
 * Encodes fields of protocol buffers in the wire format: a key, which is (number << 3) | type, followed by
 * the value. A message is a sequence of fields.
 */

const type = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

const key = (field: number, wireType: number) => varint((field << 3) | wireType);

/** Encodes an integer from 0 to 2^53 - 1. Throws a RangeError for any other number. */
export function integer(field: number, value: number): Uint8Array {
  if (!(Number.isSafeInteger(value) && value >= 0)) throw new RangeError(`${value} is not a whole number`);
  return concatenate(Uint8Array, [key(field, type.varint), varint(value)]);
}

export function double(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return concatenate(Uint8Array, [key(field, type.fixed64), bytes]);
}

export function float(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return concatenate(Uint8Array, [key(field, type.fixed32), bytes]);
}

export function text(field: number, value: string): Uint8Array {
  return message(field, new TextEncoder().encode(value));
}

export function message(field: number, ...fields: readonly Uint8Array[]): Uint8Array {
  const length = fields.reduce((sum, { length: one }) => sum + one, 0);
  return concatenate(Uint8Array, [key(field, type.bytes), varint(length), ...fields]);
}

/** Encodes a varint: seven bits per byte, lowest first. The eighth bit is set if more bytes follow. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Uint8Array.from([...bytes, rest]);
}
