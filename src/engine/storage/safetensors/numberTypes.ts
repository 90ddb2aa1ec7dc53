import type { StoredData, StoredTensor } from './safetensors';

/**
 * A supported number type of a file: the number of bytes per element, and the type `dtype` to which the
 * numbers are converted.
 */
interface NumberType {
  readonly bytes: number;
  readonly dtype: StoredTensor['dtype'];
  /**
   * Returns the numbers as a copy. The copy does not depend on the alignment of `bytes` and does not keep the
   * file in memory.
   */
  read(bytes: Uint8Array): StoredData;
}

/**
 * The supported number types, by their names in safetensors files. Half-precision numbers occur only in files
 * of other programs. They are converted to F32 without loss.
 */
export const numberTypes: ReadonlyMap<string, NumberType> = new Map<string, NumberType>([
  ['F64', { bytes: 8, dtype: 'F64', read: bytes => new Float64Array(copied(bytes)) }],
  ['F32', { bytes: 4, dtype: 'F32', read: bytes => new Float32Array(copied(bytes)) }],
  ['F16', { bytes: 2, dtype: 'F32', read: bytes => widened(bytes, fromHalf) }],
  ['BF16', { bytes: 2, dtype: 'F32', read: bytes => widened(bytes, fromBrainFloat) }],
  ['I32', { bytes: 4, dtype: 'I32', read: bytes => new Int32Array(copied(bytes)) }],
]);

function copied(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function widened(bytes: Uint8Array, convert: (bits: number) => number): Float32Array {
  const numbers = new Float32Array(bytes.length / 2);
  for (let i = 0; i < numbers.length; i++) numbers[i] = convert(bytes[2 * i] | (bytes[2 * i + 1] << 8));
  return numbers;
}

/**
 * Converts the bits of an IEEE 754 binary16 number: 1 sign bit, 5 exponent bits (bias 15) and 10 fraction
 * bits.
 */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const word = new DataView(new ArrayBuffer(4));

/** Converts the bits of a bfloat16 number, which is the upper half of a binary32 number. */
function fromBrainFloat(bits: number): number {
  word.setUint16(0, bits);
  return word.getFloat32(0);
}
