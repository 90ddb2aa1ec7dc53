import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { piecesOf, type TextBytes } from '../data/decode';

/** Computes the digest of bytes that are passed in pieces. */
export interface Hash {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/**
 * Starts a SHA-256 digest. The implementation of the host, such as Node.js, may be much faster than the
 * portable one.
 */
export type NewHash = () => Hash;
export const portableHash: NewHash = () => sha256.create();

/** Returns the SHA-256 digest of bytes in memory, in hexadecimal. */
export function fingerprint(bytes: Uint8Array): string {
  return fingerprintOf([bytes], portableHash);
}

/** Returns the SHA-256 digest of a text of any size, in hexadecimal. */
export function textFingerprint(bytes: TextBytes, newHash: NewHash): string {
  return fingerprintOf(piecesOf(bytes), newHash);
}

export const hexadecimal = (hash: Hash): string => bytesToHex(hash.digest());

/** Returns the SHA-256 digest of the concatenated parts, in hexadecimal. */
export function fingerprintOf(parts: Iterable<Uint8Array>, newHash: NewHash): string {
  const hash = newHash();
  for (const part of parts) hash.update(part);
  return hexadecimal(hash);
}
