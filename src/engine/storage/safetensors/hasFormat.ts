import { LENGTH_BYTES, METADATA } from './safetensors';

/** Returns whether a safetensors file is of a format: whether `format` is the first entry of its metadata. */
export function hasFormat(bytes: Uint8Array, format: string): boolean {
  const beginning = `{"${METADATA}":{"format":"${format}"`;
  const end = LENGTH_BYTES + beginning.length;
  return new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, end)) === beginning;
}
