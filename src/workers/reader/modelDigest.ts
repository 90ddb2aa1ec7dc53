import { fingerprintOf } from '../../engine/storage/digest';
import { newHash } from '../ports';

/** Computes the digest of a model's file. Undefined if the file has changed since the model was opened. */
export type ModelDigest = () => Promise<string | undefined>;

/**
 * BLOCKS: number of blocks of a file that are compared to find out whether the file has changed. BLOCK: size
 * of a block in bytes.
 */
const [BLOCKS, BLOCK] = [64, 1 << 12];

/**
 * Returns a function that computes the SHA-256 digest, in hexadecimal, of a file that was opened. Only
 * exports need the digest, and the file of a model may have gigabytes. So the function reads the file again:
 * opening the model need not wait for the digest, and the bytes need not be kept in memory. `bytes` is the
 * content of the file when it was opened.
 */
export function modelDigest(bytes: Uint8Array, readAgain: () => Promise<Uint8Array>): ModelDigest {
  const opened = sampleDigest(bytes);
  return async () => {
    const now = await readAgain().catch(() => undefined);
    return now && sampleDigest(now) === opened ? fingerprintOf([now], newHash) : undefined;
  };
}

/**
 * Returns a digest of the file's size and of evenly distributed blocks. These blocks suffice, because two
 * versions of a model differ in nearly all weights.
 */
function sampleDigest(bytes: Uint8Array): string {
  const step = Math.max(BLOCK, Math.floor(bytes.length / BLOCKS));
  const starts = Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) => i * step);
  const sampled = starts.map(start => bytes.subarray(start, start + BLOCK));
  return `${bytes.length} ${fingerprintOf(sampled, newHash)}`;
}
