import type { Text } from './types';

export function bytesOf(text: Text): Uint8Array {
  return typeof text === 'string' ? new TextEncoder().encode(text) : text;
}
